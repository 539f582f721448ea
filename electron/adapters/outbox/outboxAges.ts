import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** What an outbox knows the age of besides its records: its set-aside files, and what other modules keep. */
export type Beside = 'set aside' | 'other';

const ageRow = z.object({ name: z.string(), since: z.number() });

/**
 * @param time by the outbox's own clock.
 * @returns for how many milliseconds each has been known; the rest is forgotten.
 */
export type Ages = (
  kind: Beside,
  names: readonly string[],
  time: number,
) => ReadonlyMap<string, number>;

/** Prepares the statements that note when each thing kept beside the outbox was first seen. */
export function prepareAges(database: DatabaseSync): { ages: Ages; forgetAges: () => void } {
  const forget = database.prepare(
    'DELETE FROM kept_beside WHERE kind = ? AND name NOT IN (SELECT value FROM json_each(?))',
  );
  const note = database.prepare('INSERT OR IGNORE INTO kept_beside VALUES (?, ?, ?)');
  const read = database.prepare('SELECT name, since FROM kept_beside WHERE kind = ?');
  const forgetAll = database.prepare('DELETE FROM kept_beside');
  return {
    ages(kind, names, time) {
      forget.run(kind, JSON.stringify(names));
      for (const name of names) note.run(kind, name, time);
      const rows = z.array(ageRow).parse(read.all(kind));
      return new Map(rows.map(({ name, since }) => [name, time - since]));
    },
    forgetAges: () => void forgetAll.run(),
  };
}
