import { cpSync, existsSync, globSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terminalTexts } from '../contract/text/terminal.ts';
import { setMapsApart } from './setMapsApart.ts';

const root = join(import.meta.dirname, '..');
const sources = [
  'cli/**',
  'contract/**',
  'electron/**',
  'renderer/**',
  'assets/*.{svg,json}',
  'assets/pictures/*',
  'electron.vite.config.ts',
  'web.vite.config.ts',
  'insights.vite.config.ts',
  'admin.vite.config.ts',
  'package-lock.json',
];
const outputs = [
  'electron/main.js',
  'electron/preload.cjs',
  'renderer/index.html',
  'renderer/viewer.html',
  'electron/candor.js',
  'web/meeting.html',
  'maps/release.json',
  'web/insights/insights.html',
  'web/insights/learned.html',
  'web/admin/admin.html',
];
/** Written once a build is complete, so that an interrupted one never counts. */
const stamp = join(root, 'build', 'complete');

const modified = (file: string): number => statSync(file).mtimeMs;

function isUpToDate(): boolean {
  if (!existsSync(stamp)) return false;
  if (!outputs.every((file) => existsSync(join(root, 'build', file)))) return false;
  const built = modified(stamp);
  return globSync(sources, { cwd: root }).every((file) => modified(join(root, file)) < built);
}

/**
 * Builds the client, the pool's pages and the insights' into `build/`, unless nothing has changed since the last build.
 */
export async function buildClient(): Promise<void> {
  if (isUpToDate()) return;
  console.error(terminalTexts(process.env)('startCommand.building'));
  rmSync(stamp, { force: true });
  // Loaded only here, since loading takes longer than the whole of a start with nothing to build.
  const [{ build }, { build: buildPage }] = await Promise.all([
    import('electron-vite'),
    import('vite'),
  ]);
  await build({ root, logLevel: 'warn' });
  cpSync(join(root, 'assets/pictures'), join(root, 'build/electron/pictures'), { recursive: true });
  // One after the other: the first empties the folder that contains the others' output.
  for (const config of ['web.vite.config.ts', 'insights.vite.config.ts', 'admin.vite.config.ts'])
    await buildPage({ configFile: join(root, config), logLevel: 'warn' });
  setMapsApart(join(root, 'build'), ['electron', 'renderer', 'web']);
  writeFileSync(stamp, '');
}

if (import.meta.main) await buildClient();
