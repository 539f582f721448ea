import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from './browser.ts';
import { unpackBundled } from './bundled.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

/** The Chromium to use: the configured one, the system's, or the one that npm installed. */
export async function findChromium(env: NodeJS.ProcessEnv): Promise<Browser> {
  const named = env['CANDOR_CHROMIUM'] ?? env['CHROME_PATH'];
  if (named === 'bundled') return unpackBundled();
  const executable = named ?? onPath(env['PATH'] ?? '');
  if (executable !== undefined) return { executable, headlessOnly: false, env: {} };
  return unpackBundled();
}

function onPath(path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Node can't simply ask; it only throws.
  }
}
