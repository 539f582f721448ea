import type { DatabaseSync } from 'node:sqlite';
import { hash } from 'node:crypto';
import { transaction } from '../../../contract/sqlite.ts';
import { prepareAll } from '../store/prepareAll.ts';
import { wordsOf } from './keys.ts';
import { dayOfErrors, type DayOfErrors, type ErrorRow } from './errorCells.ts';

/*
 * A day's errors, each group's by version and surface, with the keys of whom they happened to: made of the typed rows,
 * out of which a list of all of them would take seconds. A trigger deletes a day with the first of its records that
 * goes, so that nobody who withdrew is in it; it is made anew before anything is told.
 */

export interface ErrorDay extends DayOfErrors {
  readonly day: string;
}

export interface ErrorDays {
  /** The days of a range that have errors, in order; of one group alone, those that have it. */
  readonly read: (which: {
    readonly from: string;
    readonly to: string;
    readonly group?: string;
  }) => ErrorDay[];
  /**
   * Makes some day that is missing or changed, or looks once whether one is still what was written.
   * @returns which; undefined if all is done.
   */
  readonly prepareOne: () => string | undefined;
  /** Which days were other than they were written, and made anew, since the last time. */
  readonly mended: () => string[];
}

/** Each day that has rows, found by its key from one to the next. */
const days = `WITH RECURSIVE days (day) AS (
    SELECT min(day) FROM error_rows WHERE day >= :from
    UNION ALL SELECT (SELECT min(day) FROM error_rows WHERE day > days.day) FROM days
    WHERE days.day < :to)
  SELECT day FROM days WHERE day <= :to`;
const rowColumns = 'error_group, version, surface, kind, title, person, repeats';

const sql = {
  days: `${days} ORDER BY day`,
  withGroup: `${days} AND EXISTS (SELECT 1 FROM error_rows
    WHERE error_rows.day = days.day AND error_group = :group) ORDER BY day`,
  changed: `${days} AND (NOT EXISTS (SELECT 1 FROM error_days WHERE error_days.day = days.day)
    OR EXISTS (SELECT 1 FROM stale_errors WHERE stale_errors.day = days.day)) ORDER BY day`,
  stale: 'SELECT error_group FROM stale_errors WHERE day = ?',
  fresh: 'DELETE FROM stale_errors WHERE day = ?',
  rows: `SELECT ${rowColumns} FROM error_rows WHERE day = ? ORDER BY error_group, id`,
  someRows: `SELECT ${rowColumns} FROM error_rows
    WHERE day = ? AND error_group IN (SELECT value FROM json_each(?)) ORDER BY error_group, id`,
  read: 'SELECT texts, numbers, people, digest FROM error_days WHERE day = ?',
  write: `INSERT OR REPLACE INTO error_days (day, texts, numbers, people, digest)
    VALUES (?, ?, ?, ?, ?)`,
  forget: 'DELETE FROM error_days WHERE day = ?',
  all: 'SELECT day FROM error_days',
} as const;

/** Before and after every day. */
const always = { from: '', to: '~' } as const;
/** A day as it is stored: texts as JSON, and the lists as bytes of the machine's order. */
interface Packed {
  readonly texts: string;
  readonly numbers: Uint8Array;
  readonly people: Uint8Array;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
const pack = ({ texts, numbers, people }: DayOfErrors): Packed => ({
  texts: JSON.stringify(texts),
  numbers: bytesOf(numbers),
  people: bytesOf(people),
});
const unpack = ({ texts, numbers, people }: Packed): DayOfErrors => ({
  texts: JSON.parse(texts) as string[],
  numbers: new Float64Array(Uint8Array.from(numbers).buffer),
  people: wordsOf(people),
});
const digestOf = ({ texts, numbers, people }: Packed): string =>
  hash('sha256', texts + hash('sha256', numbers) + hash('sha256', people));

export function createErrorDays(db: DatabaseSync): ErrorDays {
  const prepared = prepareAll(db, sql);
  const dayOf = (row: Record<string, unknown>): string => String(row['day']);
  /** Those that are what was written: while the service runs, nobody else writes to the database. */
  const verified = new Set<string>();
  let damaged: string[] = [];

  /** @returns undefined where there is none, or it is not what was written. */
  function stored(day: string): DayOfErrors | undefined {
    const row = prepared.read.get(day) as (Packed & { readonly digest: string }) | undefined;
    if (!row) return undefined;
    if (verified.has(day) || row.digest === digestOf(row)) {
      verified.add(day);
      return unpack(row);
    }
    damaged.push(day);
    prepared.forget.run(day);
    return undefined;
  }

  function make(day: string): DayOfErrors {
    const before = stored(day);
    const groups = prepared.stale.all(day).map((row) => String(row['error_group']));
    const rows = before
      ? prepared.someRows.all(day, JSON.stringify(groups))
      : prepared.rows.all(day);
    const made = dayOfErrors(rows as unknown as ErrorRow[], before && { day: before, groups });
    const packed = pack(made);
    transaction(db, () => {
      prepared.fresh.run(day);
      const { texts, numbers, people } = packed;
      prepared.write.run(day, texts, numbers, people, digestOf(packed));
    });
    verified.add(day);
    return made;
  }

  return {
    read({ from, to, group }) {
      const changed = new Set(prepared.changed.all({ from, to }).map(dayOf));
      const found =
        group === undefined
          ? prepared.days.all({ from, to })
          : prepared.withGroup.all({ from, to, group });
      return found.map(dayOf).map((day) => ({
        day,
        ...((changed.has(day) ? undefined : stored(day)) ?? make(day)),
      }));
    },
    prepareOne() {
      const changed = prepared.changed.get(always);
      if (changed) {
        make(dayOf(changed));
        return dayOf(changed);
      }
      const next = prepared.all
        .all()
        .map(dayOf)
        .find((day) => !verified.has(day));
      if (next !== undefined) stored(next);
      return next;
    },
    mended() {
      const days = damaged;
      damaged = [];
      return days;
    },
  };
}
