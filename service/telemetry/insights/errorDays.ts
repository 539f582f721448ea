import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import { prepareAll } from '../store/prepareAll.ts';
import { dayOfErrors, type DayOfErrors, type ErrorRow } from './errorCells.ts';
import { wordsOf } from './keys.ts';
import { bytesOf, createPackedDays, type Packed } from './packedDays.ts';
import { daysOfRows } from './typedRows.ts';

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

const days = daysOfRows('error');
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
} as const;

/** Before and after every day. */
const always = { from: '', to: '~' } as const;

const columns = ['texts', 'numbers', 'people'] as const;
type PackedErrors = Packed<(typeof columns)[number]>;

/** Texts as JSON, and the lists as bytes. */
const pack = ({ texts, numbers, people }: DayOfErrors): PackedErrors => ({
  texts: JSON.stringify(texts),
  numbers: bytesOf(numbers),
  people: bytesOf(people),
});
const unpack = ({ texts, numbers, people }: PackedErrors): DayOfErrors => ({
  texts: JSON.parse(String(texts)) as string[],
  numbers: new Float64Array(Uint8Array.from(numbers as Uint8Array).buffer),
  people: wordsOf(people as Uint8Array),
});

export function createErrorDays(db: DatabaseSync): ErrorDays {
  const prepared = prepareAll(db, sql);
  const dayOf = (row: Record<string, unknown>): string => String(row['day']);
  const packed = createPackedDays(db, 'error_days', columns);

  function stored(day: string): DayOfErrors | undefined {
    const row = packed.read(day);
    return row && unpack(row);
  }

  function make(day: string): DayOfErrors {
    const before = stored(day);
    const groups = prepared.stale.all(day).map((row) => String(row['error_group']));
    const rows = before
      ? prepared.someRows.all(day, JSON.stringify(groups))
      : prepared.rows.all(day);
    const made = dayOfErrors(rows as unknown as ErrorRow[], before && { day: before, groups });
    transaction(db, () => {
      prepared.fresh.run(day);
      packed.write(day, pack(made));
    });
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
      if (!changed) return packed.verifyOne();
      make(dayOf(changed));
      return dayOf(changed);
    },
    mended: packed.damaged,
  };
}
