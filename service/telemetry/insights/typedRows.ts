import type { DatabaseSync } from 'node:sqlite';
import { categories, type Category } from '../../../contract/datum.ts';
import { createCountedDay, errorGroupOf, typedColumns } from './typedFields.ts';

/**
 * The tables of the insights. `typedInsert.ts` writes a typed row for each stored record; triggers in SQLite delete it
 * together with the record, whatever deletes that.
 */

/** Sorts after every record's ID: `migrated` has this value once all records have typed rows. */
export const ALL_MIGRATED = '~';

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
    ...typedColumns[category].map(
      ({ name, type }) => `${name} ${type}${type === 'REAL' ? '' : ' NOT NULL'}`,
    ),
  ];
  return `CREATE TABLE IF NOT EXISTS ${tableOf(category)} (${columns.join(', ')},
    PRIMARY KEY (${keys[category]})) STRICT, WITHOUT ROWID;`;
};

/** The key of a deleted record's typed row. */
const deleted: Readonly<Record<Category, { readonly day: string; readonly key: string }>> = {
  census: {
    day: 'counted_day(OLD.day, substr(OLD.received_at, 1, 10))',
    key: "device = ifnull(OLD.fields ->> 'deviceId', '')",
  },
  usage: {
    day: "counted_day(ifnull(OLD.fields ->> 'day', ''), substr(OLD.received_at, 1, 10))",
    key: 'true',
  },
  error: {
    day: 'counted_day(OLD.day, substr(OLD.received_at, 1, 10))',
    key: 'error_group = error_group_of(OLD.name, OLD.fields)',
  },
};

const trigger = (category: Category): string => {
  const { day, key } = deleted[category];
  // The keys of devices and people go with the record as well.
  const after =
    category === 'error'
      ? `DELETE FROM error_days WHERE day = ${day}; DELETE FROM stale_errors WHERE day = ${day};`
      : `INSERT OR IGNORE INTO stale_days (category, day) VALUES ('${category}', ${day});
        ${category === 'census' ? `DELETE FROM census_days WHERE day = ${day};` : ''}`;
  return `
  CREATE TRIGGER IF NOT EXISTS ${tableOf(category)}_deleted AFTER DELETE ON records WHEN OLD.category = '${category}' BEGIN
    DELETE FROM ${tableOf(category)} WHERE day = ${day} AND ${key} AND id = OLD.id;
    ${after}
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
  CREATE TABLE IF NOT EXISTS stale_errors (
    day TEXT NOT NULL, error_group TEXT NOT NULL, PRIMARY KEY (day, error_group)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS error_days (
    day TEXT PRIMARY KEY, texts TEXT NOT NULL, numbers BLOB NOT NULL, people BLOB NOT NULL,
    digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS census_days (
    day TEXT PRIMARY KEY, devices BLOB NOT NULL, people BLOB NOT NULL, digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS rollup_digests (
    category TEXT NOT NULL, day TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (category, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS insights_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  ${categories.map(trigger).join('\n')}
`;

const rollupTables: readonly string[] = ['stale_days', 'day_groups', 'windows', 'rollup_digests'];
const packedTables = ['stale_errors', 'error_days', 'census_days'] as const;
const typedTables = categories.map(tableOf);
/** The tables that can be rebuilt from the records, except for final days. */
export const derivedTables: readonly string[] = [...typedTables, ...rollupTables, ...packedTables];

/** Has recreated derived tables filled again: those with typed rows from the records of their category. */
export function refill(db: DatabaseSync, tables: readonly string[]): void {
  const [emptied, ...others] = categories.filter((category) => tables.includes(tableOf(category)));
  if (emptied) {
    const before = db.prepare('SELECT value FROM insights_state WHERE name = ?');
    // Where records of other categories may lack theirs as well, all are gone through.
    const isAlone = others.length === 0 && before.get('migrated')?.['value'] === ALL_MIGRATED;
    const state = db.prepare('INSERT OR REPLACE INTO insights_state (name, value) VALUES (?, ?)');
    state.run('lacking', isAlone ? emptied : '');
    state.run('migrated', '');
  }
  if (['error_rows', 'stale_errors'].some((name) => tables.includes(name)))
    db.exec('DELETE FROM error_days');
  if (['census_rows', 'stale_days'].some((name) => tables.includes(name)))
    db.exec('DELETE FROM census_days');
  if (tables.some((name) => rollupTables.includes(name))) db.exec(markEveryDay);
}

/** The days from `:from` to `:to` that have rows, found by jumping from key to key, since each has many. */
export const daysOfRows = (category: Category): string => `WITH RECURSIVE days (day) AS (
    SELECT min(day) FROM ${tableOf(category)} WHERE day >= :from
    UNION ALL SELECT (SELECT min(day) FROM ${tableOf(category)} WHERE day > days.day) FROM days
    WHERE days.day < :to)
  SELECT day FROM days WHERE day <= :to`;

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
