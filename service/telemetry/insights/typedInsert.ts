import type { DatabaseSync } from 'node:sqlite';
import { categories, type Category } from '../../../contract/datum.ts';
import { createCountedDay, typedColumns, type TypedFields } from './typedFields.ts';
import { recordColumns, tableOf } from './typedRows.ts';

/** A record as stored. */
export interface StoredRecord {
  readonly id: string;
  readonly category: Category;
  readonly surface: string;
  readonly version: string;
  /** The day of the record's own timestamp, and the time of its arrival. */
  readonly day: string;
  readonly receivedAt: string;
  readonly typed: TypedFields;
}

const insertInto = (category: Category): string => {
  const names = [...recordColumns, ...typedColumns[category].map(({ name }) => name)];
  return `INSERT OR IGNORE INTO ${tableOf(category)} (${names.join(', ')})
    VALUES (${names.map(() => '?').join(', ')})`;
};

/** Writes typed rows next to records, in the transaction that stores them. */
export function createTypedInsert(db: DatabaseSync) {
  const inserts = Object.fromEntries(
    categories.map((category) => [category, db.prepare(insertInto(category))]),
  ) as Readonly<Record<Category, ReturnType<DatabaseSync['prepare']>>>;
  const stale = db.prepare('INSERT OR IGNORE INTO stale_days (category, day) VALUES (?, ?)');
  const countedDay = createCountedDay();
  const days = { census: new Set<string>(), usage: new Set<string>() };

  return {
    insert: (record: StoredRecord): void => {
      const { id, category, surface, version, typed } = record;
      const told = typed.day ?? record.day;
      const day = countedDay(told, record.receivedAt.slice(0, 10));
      const values = [id, day, surface, version, ...typed.values];
      // A day that no correct clock could have named is not the day for which this record is the first.
      if (category === 'usage' && day !== told) values[recordColumns.length] = 0;
      inserts[category].run(...values);
      if (category !== 'error') days[category].add(day);
    },
    /** Marks the days of everything inserted since the last call, so that they are rolled up again. */
    markStale: (): void => {
      for (const category of ['census', 'usage'] as const) {
        for (const day of days[category]) stale.run(category, day);
        days[category].clear();
      }
    },
  };
}
