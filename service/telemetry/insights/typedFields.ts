import type { Category } from '../../../contract/datum.ts';
import { isDay } from '../../../contract/insights/queries.ts';
import { addDays } from './days.ts';

/**
 * The columns from which insights are computed, and how a record's fields fill them: defined once for arriving records,
 * for the migration of older databases, and for the triggers that delete a typed row with its record.
 */

/** A client keeps unsent records for 30 days; anything that arrives later than this had a wrong clock. */
const LATEST_DAYS = 40;
/** More than a device can count in a day; larger values are cut off so that no sum overflows. */
export const MOST_COUNTED = 1_000_000;

type Fields = Readonly<Record<string, unknown>>;
export type TypedValue = string | number | null;

interface Column {
  readonly name: string;
  /** A real number is null where it was not told. */
  readonly type: 'TEXT' | 'INTEGER' | 'REAL';
  readonly valueOf: (fields: Fields, record: string) => TypedValue;
}

const text = (fields: Fields, field: string): string => {
  const value = fields[field];
  return typeof value === 'string' ? value : '';
};
const count = (fields: Fields, field: string): number => {
  const value = fields[field];
  return typeof value === 'number' ? Math.min(value, MOST_COUNTED) : 0;
};

const textOf = (name: string, field: string): Column => ({
  name,
  type: 'TEXT',
  valueOf: (fields) => text(fields, field),
});
const countOf = (name: string, field: string): Column => ({
  name,
  type: 'INTEGER',
  valueOf: (fields) => count(fields, field),
});
const measureOf = (name: string, field: string): Column => ({
  name,
  type: 'REAL',
  valueOf: (fields) => {
    const value = fields[field];
    return typeof value === 'number' ? value : null;
  },
});

const signature = [
  'processType',
  'incident',
  'exceptionKind',
  'crashedModule',
  'moduleOffset',
] as const;

/** What makes errors the same: a fingerprint, a crash's signature, or a code of one kind. */
export function errorGroupOf(fields: Fields, record: string): string {
  switch (record) {
    case 'exception':
    case 'repeats':
      return `exception:${text(fields, 'fingerprint')}`;
    case 'crash':
      return `crash:${signature.flatMap((part) => (part in fields ? [text(fields, part)] : [])).join('/')}`;
    case 'problem':
      return 'problem';
    default:
      return `${record}:${text(fields, 'errorCode')}`;
  }
}

/** The columns of each kind of typed row, besides those that every record has. */
export const typedColumns: Readonly<Record<Category, readonly [Column, ...Column[]]>> = {
  census: [
    textOf('device', 'deviceId'),
    textOf('person', 'userId'),
    textOf('os', 'osName'),
    textOf('os_version', 'osVersion'),
    textOf('language', 'userLanguage'),
    textOf('model', 'deviceModel'),
    countOf('attempts', 'signInAttempts'),
    countOf('failures', 'signInFailures'),
  ],
  usage: [
    {
      name: 'first',
      type: 'INTEGER',
      valueOf: (fields) => (count(fields, 'firstOfDay') > 0 ? 1 : 0),
    },
    textOf('os', 'osName'),
    textOf('organisation', 'federationPartner'),
    countOf('sessions', 'sessions'),
    countOf('crashes', 'crashes'),
    countOf('hangs', 'hangs'),
    countOf('dropped', 'recordsDropped'),
    countOf('im_sent', 'imSent'),
    countOf('im_received', 'imReceived'),
    countOf('calls', 'callsMade'),
    {
      name: 'minutes_tenths',
      type: 'INTEGER',
      // In whole tenths, whose sums don't depend on the order.
      valueOf: (fields) => Math.round(count(fields, 'callMinutes') * 10),
    },
    countOf('join_attempts', 'meetingJoinAttempts'),
    countOf('join_successes', 'meetingJoinSuccesses'),
    {
      name: 'features',
      type: 'TEXT',
      valueOf: (fields) => JSON.stringify(fields['featureUse'] ?? {}),
    },
  ],
  error: [
    { name: 'kind', type: 'TEXT', valueOf: (_, record) => record },
    { name: 'error_group', type: 'TEXT', valueOf: errorGroupOf },
    textOf('title', 'exceptionType'),
    textOf('person', 'userId'),
    countOf('repeats', 'occurrences'),
    textOf('process_type', 'processType'),
    textOf('architecture', 'architecture'),
    measureOf('round_trip', 'roundTrip'),
    measureOf('jitter', 'jitter'),
    measureOf('packet_loss', 'packetLoss'),
  ],
};

/** What a record's fields contribute to its typed row. */
export interface TypedFields {
  /** The day that the fields name; null if it is the day of the record's own timestamp. */
  readonly day: string | null;
  /** In the order of {@link typedColumns}. */
  readonly values: readonly TypedValue[];
}

/** Reads a record's typed values from its fields as they are after the second hash. */
export const typedFieldsOf = (category: Category, record: string, fields: Fields): TypedFields => ({
  day: category === 'usage' ? text(fields, 'day') : null,
  values: typedColumns[category].map(({ valueOf }) => valueOf(fields, record)),
});

/**
 * The day a record counts for: its own day, or the day of arrival if no correct clock could have named that day. A day
 * may be one ahead, since usage names local days.
 */
export function createCountedDay(): (told: string, arrival: string) => string {
  let [of, first, last] = ['', '', ''];
  // Nearly all that arrives tells the same days.
  const sound = new Set<string>();
  return (told, arrival) => {
    if (arrival !== of) {
      [of, first, last] = [arrival, addDays(arrival, -LATEST_DAYS), addDays(arrival, 1)];
      sound.clear();
    }
    if (sound.has(told)) return told;
    if (told < first || told > last || !isDay(told)) return arrival;
    sound.add(told);
    return told;
  };
}
