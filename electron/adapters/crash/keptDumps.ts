import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DumpState, KeptDump, KeptDumps } from '../../core/ports/dumps.ts';
import { deleteAll } from '../files/deleteAll.ts';
import { described, oldestFirst, pathsIn } from './dumpFile.ts';
import { withCompanions } from './foundDumps.ts';

const states: readonly DumpState[] = ['taken', 'asked', 'agreed'];
const LINE = '.line';
/** After the dot, one of the states. */
const keptName = /^([0-9a-f-]{36})\.(taken|asked|agreed)$/;

const nameParts = (path: string) => {
  const [, id, state] = keptName.exec(basename(path)) ?? [];
  return id === undefined ? undefined : { id, state: state as DumpState };
};

/**
 * Dumps that Candor took: each a file named after its record's id and its state, beside that record's line. A line is
 * written before its dump is moved beside it, and deleted after it, so that a dump is never without one; a line
 * without a dump is left over from an interrupted step, and is deleted.
 */
export function createKeptDumps(folder: string): KeptDumps {
  const pathOf = (id: string, end: string) => join(folder, `${id}${end}`);

  const keptOf = (path: string): KeptDump | undefined => {
    const parts = nameParts(path);
    const file = parts && described(path);
    if (!file) return undefined;
    const line = pathOf(parts.id, LINE);
    if (described(line)) return { ...file, ...parts, line: readFileSync(line) };
    deleteAll([path]);
    return undefined;
  };

  return {
    take(name, { id, line }) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(pathOf(id, LINE), line, { mode: 0o600 });
      renameSync(name, pathOf(id, '.taken'));
      deleteAll(withCompanions(name));
    },
    kept() {
      const paths = pathsIn(folder);
      const kept = paths.flatMap((path) => keptOf(path) ?? []);
      const lines = new Set(kept.map(({ id }) => pathOf(id, LINE)));
      deleteAll(paths.filter((path) => path.endsWith(LINE) && !lines.has(path)));
      return oldestFirst(kept);
    },
    turn(id, state) {
      const path = pathsIn(folder).find((kept) => nameParts(kept)?.id === id);
      if (path !== undefined) renameSync(path, pathOf(id, `.${state}`));
    },
    deleteKept(id) {
      deleteAll([...states.map((state) => pathOf(id, `.${state}`)), pathOf(id, LINE)]);
    },
    deleteAllKept() {
      deleteAll(pathsIn(folder));
    },
  };
}
