import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Language } from '../contract/text/index.ts';
import { terminalLanguage, terminalTexts } from '../contract/text/terminal.ts';
import { createService } from '../service/telemetry/service.ts';
import type { Pool } from '../service/pool/pool.ts';
import { buildClient } from './build.ts';
import { addContact } from './conversation.ts';
import { openDemonstration, type Person } from './demonstration.ts';
import { openClient, say, signIn, type Client } from './tourClient.ts';
import { tourPage, type Step } from './tourPage.ts';

const root = join(import.meta.dirname, '..');

/** Takes a picture, and notes what can be seen on it. */
type Show = (page: Page, step: Omit<Step, 'file'>) => Promise<void>;

async function openOptions({ window, t }: Client) {
  await window.getByRole('button', { name: t.options.title, exact: true }).click();
  const dialog = window.getByRole('dialog', { name: t.options.title });
  const box = dialog.getByRole('checkbox', { name: t.options.improve.checkbox });
  await box.scrollIntoViewIfNeeded();
  const ok = async () => {
    await dialog.getByRole('button', { name: t.options.ok, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  return { dialog, box, ok };
}

async function talk(alice: Client, bob: Client, people: readonly [Person, Person], show: Show) {
  const { t } = alice;
  await show(alice.window, t.tour.signIn);
  await signIn(alice, people[0]);
  await signIn(bob, people[1]);
  await addContact(alice.window, t, people[1]);
  await addContact(bob.window, t, people[0]);
  await say(alice, bob, t.tour.greeting);
  await say(bob, alice, t.tour.answer);
  const marks = alice.window.getByRole('img', { name: t.conversations.delivery.delivered });
  await marks.first().waitFor();
  await show(alice.window, t.tour.talk);
  await show(bob.window, t.tour.otherSide);
}

async function optIn(alice: Client, show: Show): Promise<void> {
  const { t } = alice;
  const { box, ok } = await openOptions(alice);
  await show(alice.window, t.tour.options);
  await box.check();
  await show(alice.window, t.tour.optIn);
  await ok();
}

async function openViewer({ app, window, t }: Client): Promise<Page> {
  const opened = app.waitForEvent('window');
  await window.getByRole('button', { name: t.viewer.title }).click();
  const viewer = await opened;
  await viewer.setViewportSize({ width: 1100, height: 760 });
  return viewer;
}

async function fail(alice: Client, show: Show): Promise<Page> {
  const { t } = alice;
  await alice.window.evaluate(() => {
    setTimeout(() => {
      throw new TypeError('the plan has no second page');
    });
  });
  const viewer = await openViewer(alice);
  const row = viewer
    .getByRole('row', { name: t.category.error.name })
    .filter({ hasText: t.viewer.state.sent });
  await row.first().click();
  await viewer.getByText(t.viewer.record.signed).waitFor();
  await show(viewer, t.tour.error);
  return viewer;
}

async function withdraw(alice: Client, viewer: Page, show: Show): Promise<void> {
  const { t } = alice;
  const { dialog, box, ok } = await openOptions(alice);
  await box.uncheck();
  await dialog.getByRole('checkbox', { name: t.viewer.erasure.also }).check();
  await show(alice.window, t.tour.withdraw);
  await ok();
  await viewer.getByRole('tab', { name: t.viewer.pages.ledger }).click();
  // The confirmation's text begins the same, whatever the number.
  const confirmed = t.viewer.ledger.event.withdrawalConfirmed_one.split('{{')[0] ?? '';
  await viewer.getByText(confirmed).first().waitFor();
  await show(viewer, t.tour.ledger);
}

async function refuse(alice: Client, pool: Pool, show: Show): Promise<void> {
  const { t } = alice;
  pool.change((data) => ({
    ...data,
    organisations: {
      ...data.organisations,
      'contoso.com': { displayName: 'Contoso', policy: { DisableAutomaticSendTracing: true } },
    },
  }));
  const { dialog } = await openOptions(alice);
  const [managed = ''] = t.options.locked.organisation
    .replace('{{organisation}}', 'Contoso')
    .split(',');
  await dialog.getByText(managed).first().waitFor();
  await show(alice.window, t.tour.refusal);
}

/**
 * Plays through the whole story automatically, and writes a page with a picture of each step.
 * @param target a folder, created if necessary.
 * @returns the steps.
 */
export async function takeTour(target: string, language: Language): Promise<readonly Step[]> {
  mkdirSync(target, { recursive: true });
  const steps: Step[] = [];
  const show: Show = async (page, { title, notice }) => {
    const file = `${steps.length + 1}.png`;
    await page.screenshot({ path: join(target, file), animations: 'disabled' });
    steps.push({ file, title, notice });
  };
  const folder = mkdtempSync(join(tmpdir(), 'candor-tour-'));
  const log = () => undefined;
  const service = await createService({ port: 0, dataFolder: join(folder, 'service'), log });
  const { pool, people } = await openDemonstration(join(folder, 'pool'), { log });
  const env = { CANDOR_TELEMETRY_URL: service.url, CANDOR_POOL_URL: pool.url };
  const [first, second] = people;
  if (!first || !second) throw new Error('the demonstration has two people');
  const alice = await openClient(first.displayName, language, env, join(folder, 'alice'));
  const bob = await openClient(second.displayName, language, env, join(folder, 'bob'));
  try {
    await talk(alice, bob, [first, second], show);
    await optIn(alice, show);
    const viewer = await fail(alice, show);
    await withdraw(alice, viewer, show);
    await refuse(alice, pool, show);
    writeFileSync(join(target, 'index.html'), tourPage(steps, language));
  } finally {
    await bob.app.close();
    await alice.app.close();
    await pool.close();
    await service.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return steps;
}

if (import.meta.main) {
  const target = join(root, 'data', 'tour');
  rmSync(target, { recursive: true, force: true });
  await buildClient();
  await takeTour(target, terminalLanguage(process.env));
  console.log(terminalTexts(process.env)('tour.at', { file: join(target, 'index.html') }));
}
