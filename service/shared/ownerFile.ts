import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './outcome.ts';

/** Makes an empty file that only its owner can read, unless there is a file already. */
export function makeEmptyFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}

function syncFolder(path: string): void {
  // Windows can't open a folder, and keeps a rename without this.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Writes a file that only its owner can read, whole or not at all. */
export function writeOwnerFile(path: string, text: string): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  // Unlike `writeSync`, it throws where a full disk takes only a part.
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  syncFolder(dirname(path));
}

/** Reads a file, and makes it first if there is none. */
export function readOrMake(path: string, make: () => string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const text = make();
  writeOwnerFile(path, text);
  return text;
}
