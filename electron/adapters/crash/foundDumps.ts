import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { attemptAll } from '../../../contract/attemptAll.ts';
import type { FoundDumps } from '../../core/ports/dumps.ts';
import type { RandomAccess } from '../../core/minidump/bytes.ts';
import { deleteAll } from '../files/deleteAll.ts';
import { described, isMissing, oldestFirst, pathsIn } from './dumpFile.ts';

/** Where Crashpad's database (client/crash_report_database_*.cc) keeps complete dumps. */
const wholeDumps = ['pending', 'completed', 'reports'];
/** Where it keeps every dump, complete or not. */
const allDumps = [...wholeDumps, 'new', 'attachments'];

/** A dump, and the files that Crashpad leaves beside it. */
export const withCompanions = (path: string): readonly string[] =>
  ['.dmp', '.meta', '.lock'].map((end) => path.replace(/\.dmp$/, end));

const randomAccess = (file: number): RandomAccess => ({
  size: fstatSync(file).size,
  read(offset, length) {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  },
});

function openIfThere(name: string): number | undefined {
  try {
    return openSync(name, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What the crash reporter left. */
export function createFoundDumps(crashFolder: string): FoundDumps {
  const folders = (parts: readonly string[]) => parts.map((part) => join(crashFolder, part));
  return {
    found: () =>
      oldestFirst(
        folders(wholeDumps)
          .flatMap(pathsIn)
          .filter((path) => path.endsWith('.dmp'))
          .flatMap((path) => described(path) ?? []),
      ),
    inspect(name, read) {
      const file = openIfThere(name);
      if (file === undefined) return undefined;
      try {
        return read(randomAccess(file));
      } finally {
        closeSync(file);
      }
    },
    async digest(name) {
      const hash = createHash('sha256');
      try {
        for await (const chunk of createReadStream(name)) hash.update(chunk as Buffer);
        return hash.digest('hex');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    deleteFound: (name) => {
      deleteAll(withCompanions(name));
    },
    deleteAllFound: () => {
      attemptAll(
        folders(allDumps).map((folder) => () => {
          deleteAll(pathsIn(folder));
        }),
      );
    },
  };
}
