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

/** Whether something else than a file has the file's name: a folder, a pipe, which reading would wait for, a link to itself or to nothing. */
export function isOdd(file: string): boolean {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined ? isNamed(file) : !stats.isFile();
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return true;
    // It can't be looked at: whoever opens it hears why.
    return false;
  }
}

/** Whether the name is there, whatever it leads to. */
export const isNamed = (file: string): boolean =>
  lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/** Gives what has the file's name another one. @returns that name. */
export function moveAside(file: string, now: number): string {
  const aside = asideName(file, now);
  renameSync(file, aside);
  return aside;
}

/** Makes room for a folder: what else has its name gets another one, which `onSetAside` is told. */
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

/** Why a folder that is there can't be used; undefined if it can be, or is not there. */
export function folderProblem(folder: string): string | undefined {
  if (!isNamed(folder)) return undefined;
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Reads a file's text, and waits for no pipe. Throws, with the file's name, where it is no file, or can't be read. */
export function readFileNow(file: string): string {
  if (isOdd(file)) throw new Error(`${file} is not a file`);
  // What it is may have changed since it was looked at.
  const descriptor = openSync(file, constants.O_RDONLY | NOT_WAITING);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error(`${file} is not a file`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Throws, with the file's name, where it is there and can't be read. */
export function requireReadable(file: string): void {
  if (isNamed(file)) readFileNow(file);
}
