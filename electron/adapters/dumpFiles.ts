import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { DumpFiles, DumpState, FoundDump, KeptDump } from '../core/ports.ts';
import { deleteAll } from './deleteAll.ts';

/** Where Crashpad's database (client/crash_report_database_*.cc) keeps dumps that are whole. */
const wholeDumps = ['pending', 'completed', 'reports'];
/** Where it keeps everything that is or becomes a dump. */
const allDumps = [...wholeDumps, 'new', 'attachments'];

const states: readonly DumpState[] = ['taken', 'asked', 'agreed'];
const LINE = '.line';
const keptName = new RegExp(`^([0-9a-f-]{36})\\.(${states.join('|')})$`);

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The names in a folder; none where there is no folder. */
const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder) : [];

/** A file's size and age; nothing where it has vanished or is no file. */
function described(path: string): FoundDump | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? { name: path, size: stat.size, at: Math.round(stat.mtimeMs) } : undefined;
}

const oldestFirst = <T extends FoundDump>(dumps: readonly T[]): T[] =>
  dumps.toSorted((a, b) => a.at - b.at || a.name.localeCompare(b.name));

/** What Crashpad leaves of one dump beside it. */
const withCompanions = (path: string): readonly string[] =>
  ['.dmp', '.meta', '.lock'].map((end) => path.replace(/\.dmp$/, end));

/**
 * The dumps on disk.
 * @param crashFolder the crash reporter's own.
 * @param folder where Candor keeps those that it took, for their owner alone.
 */
export function createDumpFiles({
  crashFolder,
  folder,
}: {
  crashFolder: string;
  folder: string;
}): DumpFiles {
  const pathOf = (id: string, end: string) => join(folder, `${id}${end}`);

  const keptOf = (name: string): KeptDump | undefined => {
    const [, id, state] = keptName.exec(name) ?? [];
    const found = id === undefined ? undefined : described(join(folder, name));
    if (!found || id === undefined) return undefined;
    try {
      const line = readFileSync(pathOf(id, LINE));
      return { ...found, id, state: state as DumpState, line };
    } catch (error) {
      if (!isMissing(error)) throw error;
      // Without the line of its record nobody could be asked about it.
      rmSync(found.name, { force: true });
      return undefined;
    }
  };

  const foundPaths = (folders: readonly string[]) =>
    folders.flatMap((part) =>
      namesIn(join(crashFolder, part)).map((name) => join(crashFolder, part, name)),
    );

  return {
    found: () =>
      oldestFirst(
        foundPaths(wholeDumps)
          .filter((path) => path.endsWith('.dmp'))
          .flatMap((path) => described(path) ?? []),
      ),
    inspect(name, read) {
      let file: number;
      try {
        file = openSync(name, 'r');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      try {
        return read({
          size: fstatSync(file).size,
          read(offset, length) {
            const bytes = new Uint8Array(length);
            return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
          },
        });
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
    discard(name) {
      deleteAll(withCompanions(name));
    },
    discardFound() {
      deleteAll(foundPaths(allDumps));
    },
    take(name, { id, line }) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(pathOf(id, LINE), line, { mode: 0o600 });
      renameSync(name, pathOf(id, '.taken'));
      deleteAll(withCompanions(name));
    },
    kept() {
      const names = namesIn(folder);
      const kept = names.flatMap((name) => keptOf(name) ?? []);
      // A line whose dump was never moved beside it: that dump is still where it was found.
      const orphans = names.filter(
        (name) => name.endsWith(LINE) && !kept.some(({ id }) => `${id}${LINE}` === name),
      );
      deleteAll(orphans.map((name) => join(folder, name)));
      return oldestFirst(kept);
    },
    turn(id, state) {
      const name = namesIn(folder).find((kept) => keptName.exec(kept)?.[1] === id);
      if (name) renameSync(join(folder, name), pathOf(id, `.${state}`));
    },
    drop(id) {
      const mine = namesIn(folder).filter((name) => basename(name).startsWith(id));
      // The line last: a dump must never be left behind without it.
      deleteAll(
        mine
          .toSorted((a, b) => Number(a.endsWith(LINE)) - Number(b.endsWith(LINE)))
          .map((name) => join(folder, name)),
      );
    },
    purge() {
      deleteAll([...namesIn(folder).map((name) => join(folder, name)), ...foundPaths(allDumps)]);
    },
  };
}
