import type { DatabaseSync } from 'node:sqlite';
import { categories, type Category } from '../../../contract/datum.ts';
import { createCountedDay, errorGroupOf, typedColumns } from './typedFields.ts';

/**
 * The tables of the insights. `typedInsert.ts` writes a typed row for each stored record; triggers in SQLite delete it
 * together with the record, whatever deletes that.
 */

/** The columns of every typed row, which each record has whatever its fields are. */
export const recordColumns = ['id', 'day', 'surface', 'version'] as const;

export const tableOf = (category: Category): string => `${category}_rows`;

const keys: Readonly<Record<Category, string>> = {
  census: 'day, device, id',
  usage: 'day, id',
  error: 'day, error_group, id',
};

const declare = (category: Category): string => {
  const columns = [
    ...recordColumns.map((name) => `${name} TEXT NOT NULL`),
    ...typedColumns[category].map(({ name, type }) => `${name} ${type} NOT NULL`),
  ];
  return `CREATE TABLE IF NOT EXISTS ${tableOf(category)} (${columns.join(', ')},
    PRIMARY KEY (${keys[category]})) STRICT, WITHOUT ROWID;`;
};

/** The key of a deleted record's typed row, and what marks its day; errors have no rollup and need no mark. */
const deleted: Readonly<
  Record<Category, { readonly day: string; readonly key: string; readonly marks: boolean }>
> = {
  census: {
    day: 'counted_day(OLD.day, substr(OLD.received_at, 1, 10))',
    key: "device = ifnull(OLD.fields ->> 'deviceId', '')",
    marks: true,
  },
  usage: {
    day: "counted_day(ifnull(OLD.fields ->> 'day', ''), substr(OLD.received_at, 1, 10))",
    key: 'true',
    marks: true,
  },
  error: {
    day: 'counted_day(OLD.day, substr(OLD.received_at, 1, 10))',
    key: 'error_group = error_group_of(OLD.name, OLD.fields)',
    marks: false,
  },
};

const trigger = (category: Category): string => {
  const { day, key, marks } = deleted[category];
  const mark = `INSERT OR IGNORE INTO stale_days (category, day) VALUES ('${category}', ${day});`;
  return `
  CREATE TRIGGER IF NOT EXISTS ${tableOf(category)}_deleted AFTER DELETE ON records WHEN OLD.category = '${category}' BEGIN
    DELETE FROM ${tableOf(category)} WHERE day = ${day} AND ${key} AND id = OLD.id;
    ${marks ? mark : ''}
  END;`;
};

/** Gives a database the functions that its triggers call; without them no record can be deleted. */
export function addTypedFunctions(db: DatabaseSync): void {
  const pure = { deterministic: true } as const;
  const countedDay = createCountedDay();
  db.function('counted_day', pure, (told, arrival) => countedDay(String(told), String(arrival)));
  db.function('error_group_of', pure, (name, fields) =>
    errorGroupOf(JSON.parse(String(fields)) as Record<string, unknown>, String(name)),
  );
}

export const insightsSchema = `
  ${categories.map(declare).join('\n')}
  CREATE TABLE IF NOT EXISTS stale_days (
    category TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (category, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS day_groups (
    category TEXT NOT NULL, day TEXT NOT NULL, trait TEXT NOT NULL, value TEXT NOT NULL,
    devices INTEGER NOT NULL, people INTEGER NOT NULL, sums TEXT NOT NULL,
    PRIMARY KEY (category, trait, day, value)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS windows (
    from_day TEXT NOT NULL, to_day TEXT NOT NULL, devices INTEGER NOT NULL, people INTEGER NOT NULL,
    PRIMARY KEY (from_day, to_day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rollup_digests (
    category TEXT NOT NULL, day TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (category, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS insights_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  ${categories.map(trigger).join('\n')}
`;

const rollupTables = ['stale_days', 'day_groups', 'windows', 'rollup_digests'] as const;
const typedTables = categories.map(tableOf);
/** The tables that can be rebuilt from the records, except for final days. */
export const derivedTables: readonly string[] = [...typedTables, ...rollupTables];

/** Has recreated derived tables filled again: those with typed rows from all records. */
export function refill(db: DatabaseSync, tables: readonly string[]): void {
  if (tables.some((name) => typedTables.includes(name)))
    db.exec("DELETE FROM insights_state WHERE name = 'migrated'");
  else if (tables.length > 0) db.exec(markEveryDay);
}

/** Finds each day of a table by jumping from key to key, since each day has many rows. */
const everyDay = (category: 'census' | 'usage') => `WITH RECURSIVE days (day) AS (
    SELECT min(day) FROM ${tableOf(category)}
    UNION ALL SELECT (SELECT min(day) FROM ${tableOf(category)} WHERE day > days.day) FROM days
    WHERE days.day IS NOT NULL)
  SELECT '${category}' AS category, day FROM days WHERE day IS NOT NULL`;

/** The days that have rows, in order. */
export const daysWithRows = (db: DatabaseSync, category: 'census' | 'usage'): string[] =>
  db
    .prepare(everyDay(category))
    .all()
    .map(({ day }) => String(day));

/** Marks every day that has rows, so that all are rolled up again. */
export const markEveryDay = `
  INSERT OR IGNORE INTO stale_days (category, day) ${everyDay('census')};
  INSERT OR IGNORE INTO stale_days (category, day) ${everyDay('usage')};`;
