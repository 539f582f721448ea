import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { _electron } from 'playwright';
import { resolveRuntime, sandboxSwitches } from '../path.js';
import type { Running } from './checks.ts';

const application = join(import.meta.dirname, 'application');

/** Starts the application under test on the runtime that Candor uses here, and waits for its first page. */
export async function start(): Promise<Running & { end: () => Promise<void> }> {
  const runtime = resolveRuntime();
  const folder = mkdtempSync(join(tmpdir(), 'candor-conformance-'));
  const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '' } as Record<string, string>;
  const switches = [...sandboxSwitches(runtime), '--lang=fr'];
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [application, `--user-data-dir=${folder}`, ...switches],
    env: { ...env, CANDOR_STANDIN_UNRESPONSIVE_MS: '1000' },
  });
  const page = await app.firstWindow();
  await page.getByRole('heading', { name: 'Conformance' }).waitFor();
  return {
    kind: runtime.kind,
    app,
    page,
    folder,
    live: async (args) => {
      const own = `--user-data-dir=${join(folder, 'life')}`;
      const life = spawn(runtime.executable, [application, own, ...switches, ...args], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const lines: string[] = [];
      let errors = '';
      life.stderr.on('data', (chunk: Buffer) => {
        errors += chunk.toString();
      });
      createInterface(life.stdout).on('line', (line) => {
        if (line.startsWith('> ')) lines.push(line.slice(2));
      });
      const [code] = (await once(life, 'close')) as [number | null];
      return { code, lines, errors };
    },
    opened: async (query, open) => {
      await open();
      for (;;) {
        const found = app.windows().find((page) => new URL(page.url()).search === `?${query}`);
        if (found !== undefined) return found;
        await setTimeout(20);
      }
    },
    end: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
