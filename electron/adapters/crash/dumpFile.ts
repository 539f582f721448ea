import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundDump } from '../../core/ports/dumps.ts';

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The paths in a folder; none if there is no folder. */
export const pathsIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

/** A file's size and age; undefined if it has vanished or is not a regular file. */
export function described(path: string): FoundDump | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? { name: path, size: stat.size, at: Math.round(stat.mtimeMs) } : undefined;
}

export const oldestFirst = <T extends FoundDump>(dumps: readonly T[]): T[] =>
  dumps.toSorted((a, b) => a.at - b.at || a.name.localeCompare(b.name));
