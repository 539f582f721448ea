/**
 * The columns that insights are computed from. `typedInsert.ts` writes them beside each record that is stored;
 * SQLite itself deletes them with it, by triggers, whatever deletes it, and takes them by slices out of the JSON of the
 * records of a database that is older than these tables.
 */

/** A client keeps what waits for 30 days; what comes later than this is of a clock that was wrong. */
export const LATEST_DAYS = 40;

/**
 * The day a record counts for: its own, unless no sound clock could have told that day; then the day of its arrival.
 * A day may be one ahead, since usage tells local days.
 */
const countedDay = (row: string, day: string): string => {
  const arrival = `${row}.received_at`;
  return `CASE WHEN date(${day}) = ${day} AND ${day} BETWEEN date(${arrival}, '-${LATEST_DAYS} days') AND date(${arrival}, '+1 day')
    THEN ${day} ELSE substr(${arrival}, 1, 10) END`;
};

const field = (row: string, name: string): string => `json_extract(${row}.fields, '$.${name}')`;
const text = (row: string, name: string): string => `ifnull(${field(row, name)}, '')`;
/** More of anything than a device can count in a day: what tells more must not make a sum overflow. */
export const MOST_COUNTED = 1_000_000;
const count = (row: string, name: string): string =>
  `min(ifnull(${field(row, name)}, 0), ${MOST_COUNTED})`;

/** By what errors are the same: a fingerprint, a crash's signature, or a code of one kind. */
const groupKey = (row: string): string => `CASE ${row}.name
  WHEN 'exception' THEN 'exception:' || ${text(row, 'fingerprint')}
  WHEN 'repeats' THEN 'exception:' || ${text(row, 'fingerprint')}
  WHEN 'crash' THEN 'crash:' || concat_ws('/', ${['processType', 'incident', 'exceptionKind', 'crashedModule', 'moduleOffset'].map((name) => field(row, name)).join(', ')})
  WHEN 'problem' THEN 'problem'
  ELSE ${row}.name || ':' || ${text(row, 'errorCode')} END`;

type Columns = readonly (readonly [name: string, type: string, value: (row: string) => string])[];

interface Typed {
  readonly table: string;
  readonly columns: Columns;
  readonly key: readonly string[];
}

const version = ['version', 'TEXT', (row: string) => `${row}.app_version`] as const;
const surface = ['surface', 'TEXT', (row: string) => `${row}.surface`] as const;
const id = ['id', 'TEXT', (row: string) => `${row}.id`] as const;
const day = ['day', 'TEXT', (row: string) => countedDay(row, `${row}.day`)] as const;

const textOf = (column: string, name: string) =>
  [column, 'TEXT', (row: string) => text(row, name)] as const;
const countOf = (column: string, name: string) =>
  [column, 'INTEGER', (row: string) => count(row, name)] as const;

const typed = {
  census: {
    table: 'census_rows',
    columns: [
      day,
      textOf('device', 'deviceId'),
      id,
      textOf('person', 'userId'),
      surface,
      version,
      textOf('os', 'osName'),
      textOf('os_version', 'osVersion'),
      textOf('language', 'userLanguage'),
      textOf('model', 'deviceModel'),
      countOf('attempts', 'signInAttempts'),
      countOf('failures', 'signInFailures'),
    ],
    key: ['day', 'device', 'id'],
  },
  usage: {
    table: 'usage_rows',
    columns: [
      ['day', 'TEXT', (row: string) => countedDay(row, text(row, 'day'))],
      id,
      surface,
      version,
      textOf('os', 'osName'),
      textOf('organisation', 'federationPartner'),
      // A day that its device's clock can't have told is not the day that this record is the first of.
      [
        'first',
        'INTEGER',
        (row: string) =>
          `(${countedDay(row, text(row, 'day'))} = ${text(row, 'day')} AND ${count(row, 'firstOfDay')} > 0)`,
      ],
      countOf('sessions', 'sessions'),
      countOf('crashes', 'crashes'),
      countOf('hangs', 'hangs'),
      countOf('dropped', 'recordsDropped'),
      countOf('im_sent', 'imSent'),
      countOf('im_received', 'imReceived'),
      countOf('calls', 'callsMade'),
      // In whole tenths, which add up to the same in whatever order.
      [
        'minutes_tenths',
        'INTEGER',
        (row: string) => `CAST(round(${count(row, 'callMinutes')} * 10) AS INTEGER)`,
      ],
      countOf('join_attempts', 'meetingJoinAttempts'),
      countOf('join_successes', 'meetingJoinSuccesses'),
      ['features', 'TEXT', (row: string) => `ifnull(${field(row, 'featureUse')}, '{}')`],
    ],
    key: ['day', 'id'],
  },
  error: {
    table: 'error_rows',
    columns: [
      id,
      day,
      ['kind', 'TEXT', (row: string) => `${row}.name`],
      ['error_group', 'TEXT', groupKey],
      textOf('title', 'exceptionType'),
      version,
      surface,
      textOf('person', 'userId'),
      countOf('repeats', 'occurrences'),
    ],
    key: ['day', 'error_group', 'id'],
  },
} as const satisfies Readonly<Record<string, Typed>>;

export type TypedCategory = keyof typeof typed;
export const typedCategories = Object.keys(typed) as readonly TypedCategory[];
export const tableOf = (category: TypedCategory): string => typed[category].table;

const valuesOf = ({ columns }: Typed, row: string): string =>
  columns.map(([, , value]) => value(row)).join(', ');

const tables = typedCategories.map((category) => {
  const { table, columns, key }: Typed = typed[category];
  const declared = columns.map(([name, type]) => `${name} ${type} NOT NULL`).join(', ');
  return `CREATE TABLE IF NOT EXISTS ${table} (${declared}, PRIMARY KEY (${key.join(', ')})) STRICT, WITHOUT ROWID;`;
});

/** Marks the day whose rollup is another from now on; errors have no rollup. */
const markStale = (category: TypedCategory, row: string): string => {
  const columns: Columns = typed[category].columns;
  const dayValue = columns.find(([name]) => name === 'day')?.[2](row) ?? '';
  return category === 'error'
    ? ''
    : `INSERT OR IGNORE INTO stale_days (category, day) VALUES ('${category}', ${dayValue});`;
};

const triggers = typedCategories.map((category) => {
  const { table, columns, key }: Typed = typed[category];
  const isRow = columns
    .filter(([name]) => key.includes(name))
    .map(([name, , value]) => `${name} = ${value('OLD')}`);
  return `
  CREATE TRIGGER IF NOT EXISTS ${table}_deleted AFTER DELETE ON records WHEN OLD.category = '${category}' BEGIN
    DELETE FROM ${table} WHERE ${isRow.join(' AND ')};
    ${markStale(category, 'OLD')}
  END;`;
});

export const insightsSchema = `
  ${tables.join('\n')}
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
  CREATE TABLE IF NOT EXISTS insights_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  ${triggers.join('\n')}
`;

/** Marks every day that has rows, so that all are rolled up anew. */
export const markEveryDay = `INSERT OR IGNORE INTO stale_days
  SELECT DISTINCT 'census', day FROM census_rows UNION SELECT DISTINCT 'usage', day FROM usage_rows`;

/** Writes the typed rows of the records of one category whose ids are after one and up to another. */
export const sliceOf = (category: TypedCategory): string =>
  `INSERT OR IGNORE INTO ${tableOf(category)} SELECT ${valuesOf(typed[category], 'records')}
   FROM records WHERE id > ? AND id <= ? AND category = '${category}'`;
