import { lstatSync, readFileSync, renameSync, statSync } from 'node:fs';
import { asideName } from './asideName.ts';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Whether something else than a file has the file's name: a folder, a pipe, which reading would wait for, a link to itself. */
export function isOdd(file: string): boolean {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats !== undefined && !stats.isFile();
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

/** Throws, with the file's name, where it is there and can't be read. */
export function requireReadable(file: string): void {
  if (!isNamed(file)) return;
  if (isOdd(file)) throw new Error(`${file} is not a file`);
  readFileSync(file);
}
