import { globSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'electron-vite';

const root = join(import.meta.dirname, '..');
const sources = [
  'contract/**',
  'electron/**',
  'renderer/**',
  'assets/**',
  'electron.vite.config.ts',
  'package-lock.json',
];
const outputs = [
  'build/electron/main.js',
  'build/electron/preload.cjs',
  'build/renderer/help.html',
];

const modified = (file: string): number => statSync(join(root, file)).mtimeMs;

function isUpToDate(): boolean {
  if (!outputs.every((file) => existsSync(join(root, file)))) return false;
  const oldestOutput = Math.min(...outputs.map(modified));
  return globSync(sources, { cwd: root }).every((file) => modified(file) < oldestOutput);
}

/** Builds the client into `build/`, unless nothing has changed since it was built last. */
export async function buildClient(): Promise<void> {
  if (isUpToDate()) return;
  console.error('Candor: building the client.');
  await build({ root, logLevel: 'warn' });
}

if (import.meta.main) await buildClient();
