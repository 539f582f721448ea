import type { DatabaseSync } from 'node:sqlite';
import { isDay } from '../../../contract/insights/queries.ts';
import { addDays } from './days.ts';
import {
  LATEST_DAYS,
  MOST_COUNTED,
  tableOf,
  typedCategories,
  type TypedCategory,
} from './typedRows.ts';

/** A record as it is stored. */
export interface StoredRecord {
  readonly id: string;
  readonly category: TypedCategory;
  readonly name: string;
  readonly surface: string;
  readonly version: string;
  /** The day that it tells, and when it arrived. */
  readonly day: string;
  readonly receivedAt: string;
  /** As JSON. */
  readonly fields: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Value = string | number;

const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};
const count = (fields: Fields, name: string): number => {
  const value = fields[name];
  return typeof value === 'number' ? Math.min(value, MOST_COUNTED) : 0;
};

const signature = [
  'processType',
  'incident',
  'exceptionKind',
  'crashedModule',
  'moduleOffset',
] as const;

function errorGroup(name: string, fields: Fields): string {
  switch (name) {
    case 'exception':
    case 'repeats':
      return `exception:${text(fields, 'fingerprint')}`;
    case 'crash':
      return `crash:${signature.flatMap((part) => (part in fields ? [text(fields, part)] : [])).join('/')}`;
    case 'problem':
      return 'problem';
    default:
      return `${name}:${text(fields, 'errorCode')}`;
  }
}

/** The values of a typed row, in the order of its columns. */
const values: Readonly<
  Record<TypedCategory, (record: StoredRecord, day: string, fields: Fields) => Value[]>
> = {
  census: ({ id, surface, version }, day, fields) => [
    day,
    text(fields, 'deviceId'),
    id,
    text(fields, 'userId'),
    surface,
    version,
    text(fields, 'osName'),
    text(fields, 'osVersion'),
    text(fields, 'userLanguage'),
    text(fields, 'deviceModel'),
    count(fields, 'signInAttempts'),
    count(fields, 'signInFailures'),
  ],
  usage: ({ id, surface, version }, day, fields) => [
    day,
    id,
    surface,
    version,
    text(fields, 'osName'),
    text(fields, 'federationPartner'),
    day === fields['day'] && count(fields, 'firstOfDay') > 0 ? 1 : 0,
    count(fields, 'sessions'),
    count(fields, 'crashes'),
    count(fields, 'hangs'),
    count(fields, 'recordsDropped'),
    count(fields, 'imSent'),
    count(fields, 'imReceived'),
    count(fields, 'callsMade'),
    Math.round(count(fields, 'callMinutes') * 10),
    count(fields, 'meetingJoinAttempts'),
    count(fields, 'meetingJoinSuccesses'),
    JSON.stringify(fields['featureUse'] ?? {}),
  ],
  error: ({ id, name, surface, version }, day, fields) => [
    id,
    day,
    name,
    errorGroup(name, fields),
    text(fields, 'exceptionType'),
    version,
    surface,
    text(fields, 'userId'),
    count(fields, 'occurrences'),
  ],
};

/** Between which days a record can tell the truth that arrives on a day. */
function createBounds() {
  let [of, first, last] = ['', '', ''];
  return (arrival: string) => {
    if (arrival !== of)
      [of, first, last] = [arrival, addDays(arrival, -LATEST_DAYS), addDays(arrival, 1)];
    return { first, last };
  };
}

/**
 * Writes typed rows beside records, in the transaction that stores them. That SQL could do it too, by a trigger, is what
 * it costs more than this; the slices of an older database are made by SQL, and are the same to the letter.
 */
export function createTypedInsert(db: DatabaseSync) {
  const inserts = Object.fromEntries(
    typedCategories.map((category) => {
      const { columns = 0 } =
        db.prepare('SELECT count(*) AS columns FROM pragma_table_info(?)').get(tableOf(category)) ??
        {};
      const places = Array.from({ length: Number(columns) }, () => '?').join(', ');
      return [
        category,
        db.prepare(`INSERT OR IGNORE INTO ${tableOf(category)} VALUES (${places})`),
      ];
    }),
  ) as Readonly<Record<TypedCategory, ReturnType<DatabaseSync['prepare']>>>;
  const stale = db.prepare('INSERT OR IGNORE INTO stale_days (category, day) VALUES (?, ?)');
  const boundsOf = createBounds();
  const days = { census: new Set<string>(), usage: new Set<string>() };

  return {
    insert: (record: StoredRecord): void => {
      const { category } = record;
      const fields = JSON.parse(record.fields) as Fields;
      const arrival = record.receivedAt.slice(0, 10);
      const { first, last } = boundsOf(arrival);
      const told = category === 'usage' ? text(fields, 'day') : record.day;
      const day = told >= first && told <= last && isDay(told) ? told : arrival;
      inserts[category].run(...values[category](record, day, fields));
      if (category !== 'error') days[category].add(day);
    },
    /** Marks the days of all that was inserted since the last time, whose rollups are others from now on. */
    markStale: (): void => {
      for (const category of ['census', 'usage'] as const) {
        for (const day of days[category]) stale.run(category, day);
        days[category].clear();
      }
    },
  };
}
