import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { surfaces } from '../../../contract/datum.ts';
import { historyCounters } from '../../core/conversations/history.ts';
import type { OwedCount, TakenOver } from '../../core/ports/outbox.ts';

/** What a history owes the usage outbox, and the name by which the outbox knows this file. */
export const OWED_SCHEMA = `
  CREATE TABLE IF NOT EXISTS owed_counts (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    surface TEXT NOT NULL,
    day TEXT NOT NULL,
    epoch TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS source (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    name TEXT NOT NULL
  ) STRICT;
  INSERT OR IGNORE INTO source VALUES (1, lower(hex(randomblob(16))));
`;

const owedRow = z.object({
  place: z.number(),
  name: z.enum(historyCounters),
  surface: z.enum(surfaces),
  day: z.string(),
  epoch: z.string(),
});
const sourceRow = z.object({ name: z.string() });

export interface OwedStatements {
  source(): string;
  owe(count: OwedCount): void;
  owed(): readonly TakenOver[];
  forgetOwed(through: number): void;
}

/**
 * Prepares, once for each opening of the database, the statements that keep counts beside the messages and calls
 * counted.
 */
export function prepareOwed(database: DatabaseSync): OwedStatements {
  const source = database.prepare('SELECT name FROM source');
  const owe = database.prepare(
    'INSERT INTO owed_counts (name, surface, day, epoch) VALUES (?, ?, ?, ?)',
  );
  const owed = database.prepare('SELECT * FROM owed_counts ORDER BY place');
  const forgetOwed = database.prepare('DELETE FROM owed_counts WHERE place <= ?');
  return {
    source: () => sourceRow.parse(source.get()).name,
    owe: ({ name, surface, day, epoch }: OwedCount) => void owe.run(name, surface, day, epoch),
    owed: () => z.array(owedRow).parse(owed.all()),
    forgetOwed: (through: number) => void forgetOwed.run(through),
  };
}
