import type { DatabaseSync } from 'node:sqlite';
import { packKeys, wordsOf } from './keys.ts';
import { LastSeen } from './lastSeen.ts';
import { createPackedDays } from './packedDays.ts';
import { createState } from './state.ts';
import { daysOfRows } from './typedRows.ts';
import { prepareAll } from '../store/prepareAll.ts';

/*
 * Whose census a day has: the keys of its devices and people, each once, in an order of the keys' own. Windows of days
 * are counted out of them, since counting them out of the rows would take seconds. A trigger deletes a day's keys with
 * the first of its records that goes, and rolling a changed day up does, so that they never outlive a row.
 */

/** A range of days, first and last included. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** How many devices and people were active in a range of days. */
export interface Window {
  readonly devices: number;
  readonly people: number;
}

export interface CensusDays {
  /** The different devices and people of each range, in one pass over all of their days. */
  readonly count: (ranges: readonly Range[]) => Window[];
  /** Has a changed day's keys made anew. */
  readonly forget: (day: string) => void;
  /**
   * Packs some day that is not, unless it is final, or looks once whether one is still what was written.
   * @returns which; undefined if all is done.
   */
  readonly prepareOne: () => string | undefined;
  /** Which days were other than they were written, and made anew, since the last time. */
  readonly mended: () => string[];
}

const days = daysOfRows('census');

const sql = {
  days: `${days} ORDER BY day`,
  missing: `${days} AND day > :sealed
    AND NOT EXISTS (SELECT 1 FROM census_days WHERE census_days.day = days.day) LIMIT 1`,
  rows: 'SELECT device, person FROM census_rows WHERE day = ?',
} as const;

interface Keys {
  readonly devices: Int32Array;
  readonly people: Int32Array;
}

export function createCensusDays(db: DatabaseSync): CensusDays {
  const state = createState(db);
  const prepared = prepareAll(db, sql);
  // So many rows are read that making an object of each would take longer than reading them.
  prepared.rows.setReturnArrays(true);
  const packed = createPackedDays(db, 'census_days', ['devices', 'people']);

  function stored(day: string): Keys | undefined {
    const row = packed.read(day);
    return (
      row && {
        devices: wordsOf(row.devices as Uint8Array),
        people: wordsOf(row.people as Uint8Array),
      }
    );
  }

  function make(day: string): Keys {
    const [devices, people] = [new Set<string>(), new Set<string>()];
    for (const [device, person] of prepared.rows.all(day) as unknown as [string, string][]) {
      devices.add(device);
      people.add(person);
    }
    const keys = { devices: packKeys([...devices].sort()), people: packKeys([...people].sort()) };
    packed.write(day, keys);
    return { devices: wordsOf(keys.devices), people: wordsOf(keys.people) };
  }

  return {
    count(ranges) {
      const from = ranges.reduce((least, range) => (range.from < least ? range.from : least), '~');
      const to = ranges.reduce((most, range) => (range.to > most ? range.to : most), '');
      const isAsked = (day: string) => ranges.some((range) => range.from <= day && day <= range.to);
      const found = prepared.days.all({ from, to }).map(({ day }) => String(day));
      const asked = found.filter(isAsked);
      const [devices, people] = [new LastSeen(), new LastSeen()];
      const counted = new Map<Range, Window>();
      let next = 0;
      for (const range of ranges.toSorted((a, b) => (a.to < b.to ? -1 : 1))) {
        for (; (asked[next] ?? '~') <= range.to; next += 1) {
          const day = asked[next] ?? '';
          const keys = stored(day) ?? make(day);
          devices.see(next, keys.devices);
          people.see(next, keys.people);
        }
        const first = asked.findIndex((day) => day >= range.from);
        const since = first < 0 ? next : first;
        counted.set(range, { devices: devices.since(since), people: people.since(since) });
      }
      return ranges.map((range) => counted.get(range) ?? { devices: 0, people: 0 });
    },
    forget: packed.forget,
    prepareOne() {
      const missing = prepared.missing.get({ from: '', to: '~', sealed: state.read('sealed') });
      if (!missing) return packed.verifyOne();
      make(String(missing['day']));
      return String(missing['day']);
    },
    mended: packed.damaged,
  };
}
