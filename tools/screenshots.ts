import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { en } from '../contract/text/en.ts';
import { fr } from '../contract/text/fr.ts';
import { viewerPages } from '../contract/viewer.ts';
import { resolveRuntime, sandboxSwitches } from '../runtime/path.js';
import { createService } from '../service/telemetry/service.ts';
import type { Pool } from '../service/pool/pool.ts';
import { buildClient } from './build.ts';
import { converse, openColleagues } from './conversation.ts';

const root = join(import.meta.dirname, '..');
const pictures = join(root, 'assets', 'screenshots');
const texts = { en, fr };

interface Shot {
  readonly language: keyof typeof texts;
  readonly scheme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
  readonly name: string;
}

const large = { width: 960, height: 680 };
const small = { width: 400, height: 640 };

const shots: readonly Shot[] = [
  { language: 'en', scheme: 'light', size: large, name: 'light' },
  { language: 'en', scheme: 'dark', size: large, name: 'dark' },
  { language: 'fr', scheme: 'light', size: large, name: 'french' },
  { language: 'en', scheme: 'light', size: small, name: 'small' },
];

async function capture(window: Page, file: string): Promise<void> {
  await window.screenshot({ path: join(pictures, `${file}.png`), animations: 'disabled' });
}

async function prepare(window: Page, { scheme, size }: Shot): Promise<void> {
  await window.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await window.setViewportSize(size);
}

async function photograph(app: ElectronApplication, shot: Shot, pool: Pool): Promise<void> {
  const { options, viewer } = texts[shot.language];
  const window = await app.firstWindow();
  await prepare(window, shot);
  const gear = window.getByRole('button', { name: options.title, exact: true });
  await gear.waitFor();
  await capture(window, `main-${shot.name}`);

  await gear.click();
  const dialog = window.getByRole('dialog', { name: options.title });
  await dialog.getByRole('checkbox', { name: options.improve.checkbox }).focus();
  await capture(window, `options-${shot.name}`);

  const opened = app.waitForEvent('window');
  await dialog.getByRole('button', { name: options.help, exact: true }).click();
  const sends = await opened;
  await prepare(sends, shot);
  for (const page of viewerPages) {
    await sends.getByRole('tab', { name: viewer.pages[page], exact: true }).click();
    if (page === 'records') await sends.getByRole('row').nth(1).click();
    await sends.getByRole('main').getByRole('heading').first().waitFor();
    await capture(sends, `viewer-${page}-${shot.name}`);
  }

  await dialog.getByRole('button', { name: options.cancel, exact: true }).click();
  // A small window has no list beside the conversation for adding people.
  await window.setViewportSize(large);
  await converse(window, pool, texts[shot.language], shot.language);
  await window.setViewportSize(shot.size);
  await capture(window, `conversation-${shot.name}`);
}

async function takeScreenshots(): Promise<void> {
  await buildClient();
  mkdirSync(pictures, { recursive: true });
  // The same folder each time, since the pictures show its name.
  const folder = join(tmpdir(), 'candor-pictures');
  rmSync(folder, { recursive: true, force: true });
  const service = await createService({
    port: 4780,
    dataFolder: join(folder, 'service'),
    log: () => undefined,
  });
  const pool = await openColleagues(folder, 4781);
  const runtime = resolveRuntime();
  for (const shot of shots) {
    const app = await _electron.launch({
      executablePath: runtime.executable,
      args: [
        root,
        `--user-data-dir=${join(folder, shot.name)}`,
        `--lang=${shot.language}`,
        ...sandboxSwitches(runtime),
      ],
      env: { ...process.env, CANDOR_TELEMETRY_URL: service.url, CANDOR_POOL_URL: pool.url },
    });
    await photograph(app, shot, pool);
    await app.close();
  }
  await pool.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
  console.log(`The pictures are in ${pictures}.`);
}

await takeScreenshots();
