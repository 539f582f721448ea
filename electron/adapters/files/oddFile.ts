import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { asideName } from './asideName.ts';

/** Windows has no such flag, and no pipes in folders. */
const NOT_WAITING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/**
 * Whether the name is not a regular file's: a folder, a pipe, which would block a reader, or a link to itself or to
 * nothing.
 */
export function isOdd(file: string): boolean {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined ? isNamed(file) : !stats.isFile();
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return true;
    // It can't be examined: whoever opens it will see why.
    return false;
  }
}

/** Whether the name exists, whatever it leads to. */
export const isNamed = (file: string): boolean =>
  lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/**
 * Renames whatever has the file's name.
 * @returns the new name.
 */
export function moveAside(file: string, now: number): string {
  const aside = asideName(file, now);
  renameSync(file, aside);
  return aside;
}

/** Makes room for a folder: anything else of its name is renamed, and `onSetAside` is told the new name. */
export function clearForFolder(
  folder: string,
  now: number,
  onSetAside: (path: string) => void,
): void {
  if (!isNamed(folder)) return;
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  } catch (error) {
    if (codeOf(error) !== 'ELOOP') throw error;
  }
  onSetAside(moveAside(folder, now));
}

/** Why an existing folder can't be used; undefined if it can be, or does not exist. */
export function folderProblem(folder: string): string | undefined {
  if (!isNamed(folder)) return undefined;
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/**
 * Reads a file's text, without blocking on a pipe. Throws, with the file's name, if it is not a file, or can't be
 * read.
 */
export function readFileNow(file: string): string {
  if (isOdd(file)) throw new Error(`${file} is not a file`);
  // It may have been replaced since it was examined.
  const descriptor = openSync(file, constants.O_RDONLY | NOT_WAITING);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error(`${file} is not a file`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Throws, with the file's name, if it exists and can't be read. */
export function requireReadable(file: string): void {
  if (isNamed(file)) readFileNow(file);
}
