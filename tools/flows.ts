import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';

/** Playwright opens its UI in a window of its own Chromium; without one, it serves a page for any browser. */
function uiAsPage(args: readonly string[]): readonly string[] {
  const hasAsked = args.includes('--ui');
  return hasAsked && !existsSync(chromium.executablePath())
    ? ['--ui-host=127.0.0.1', '--ui-port=0']
    : [];
}

const args = process.argv.slice(2);
const playwright = join(import.meta.dirname, '..', 'node_modules', '.bin', 'playwright');
const { status } = spawnSync(playwright, ['test', ...args, ...uiAsPage(args)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
