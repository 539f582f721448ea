import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import { createCensusDay } from './censusDay.ts';
import { traits, type DayGroup, type Trait } from './dayGroup.ts';
import { createDigests, type Damage } from './rollupDigests.ts';
import { createState } from './state.ts';
import { markEveryDay } from './typedRows.ts';
import { prepareAll } from '../store/prepareAll.ts';
import { createUsageDay } from './usageDay.ts';

export type RolledUp = 'census' | 'usage';

export interface DatedGroup extends DayGroup {
  readonly day: string;
}

/** How many devices and people were active in a range of days, first and last included. */
export interface Window {
  readonly devices: number;
  readonly people: number;
}

/** What sealing needs from the rollups beyond what questions use. */
export interface RollupStore extends Rollups {
  /** Rolls up the changed days of a range. */
  readonly refresh: (category: RolledUp, from: string, to: string) => void;
  /** Replaces a day's groups. */
  readonly write: (category: RolledUp, day: string, groups: readonly DayGroup[]) => void;
  /** Deletes the windows that begin on or before a day and have fewer devices than `least`. */
  readonly forgetWindows: (upTo: string, least: number) => void;
}

export interface Rollups {
  /** The groups of a trait on each day of a range, first and last included; changed days are rolled up first. */
  readonly groups: (which: {
    readonly category: RolledUp;
    readonly trait: Trait;
    readonly from: string;
    readonly to: string;
  }) => DatedGroup[];
  readonly window: (from: string, to: string) => Window;
  /** Rolls up one changed day. @returns which; undefined if there is none. */
  readonly rollUpOne: () => string | undefined;
  /**
   * Finds what differs from how it was written, or is missing. Those days are rolled up again; a final day, whose rows
   * are gone, is no longer shown.
   */
  readonly mend: () => Damage;
  /** Rolls up every day that is not final again. */
  readonly beginAnew: () => void;
}

/** The lengths of windows in days; each window ends with an ISO week. */
export const windowDays = [7, 28] as const;
/** Names every trait, so that SQLite finds the rollups of one day by their key. */
const ofAnyTrait = `trait IN (${traits.map((trait) => `'${trait}'`).join(', ')})`;

const sql = {
  stale: 'SELECT day FROM stale_days WHERE category = ? AND day BETWEEN ? AND ? ORDER BY day',
  oldest: 'SELECT category, day FROM stale_days ORDER BY day LIMIT 1',
  fresh: 'DELETE FROM stale_days WHERE category = ? AND day = ?',
  clear: `DELETE FROM day_groups WHERE category = ? AND day = ? AND ${ofAnyTrait}`,
  insert: `INSERT INTO day_groups (category, day, trait, value, devices, people, sums)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  groups: `SELECT day, trait, value, devices, people, sums FROM day_groups
    WHERE category = ? AND trait = ? AND day BETWEEN ? AND ? ORDER BY day, value`,
  window: 'SELECT devices, people FROM windows WHERE from_day = ? AND to_day = ?',
  count: `SELECT count(DISTINCT device) AS devices, count(DISTINCT person) AS people
    FROM census_rows WHERE day BETWEEN ? AND ?`,
  keep: 'INSERT OR REPLACE INTO windows (from_day, to_day, devices, people) VALUES (?, ?, ?, ?)',
  small: 'DELETE FROM windows WHERE from_day <= ? AND devices < ?',
  outdated: 'DELETE FROM windows WHERE from_day <= ?1 AND to_day >= ?1 AND from_day > ?2',
} as const;

export const groupOf = (row: Record<string, unknown>): DatedGroup => ({
  ...(row as unknown as DatedGroup),
  sums: JSON.parse(String(row['sums'])) as number[],
});

/**
 * The daily rollups of census and usage. Whatever stores or deletes a row marks its day; a marked day is rolled up
 * again from its typed rows before anything about it is shown, so that a rollup never differs from a rebuilt one.
 */
export function createRollups(db: DatabaseSync): RollupStore {
  const state = createState(db);
  const prepared = prepareAll(db, sql);
  const rollUpDay = { census: createCensusDay(db), usage: createUsageDay(db) };
  const digests = createDigests(db);
  const isSealed = (day: string): boolean => day <= state.read('sealed');

  function write(category: RolledUp, day: string, groups: readonly DayGroup[]): void {
    prepared.clear.run(category, day);
    for (const { trait, value, devices, people, sums } of groups)
      prepared.insert.run(category, day, trait, value, devices, people, JSON.stringify(sums));
    digests.writeDay(category, day);
  }

  function rollUp(category: RolledUp, day: string): void {
    transaction(db, () => {
      prepared.fresh.run(category, day);
      if (isSealed(day)) return;
      write(category, day, rollUpDay[category](day));
      if (category === 'usage') return;
      prepared.outdated.run(day, state.read('sealed'));
      digests.forgetWindows();
    });
  }

  function refresh(category: RolledUp, from: string, to: string): void {
    for (const { day } of prepared.stale.all(category, from, to)) rollUp(category, String(day));
  }

  function window(from: string, to: string): Window {
    refresh('census', from, to);
    const kept = prepared.window.get(from, to);
    if (kept) return kept as unknown as Window;
    // Some of its rows are deleted, so nothing is known about it any more.
    if (isSealed(from)) return { devices: 0, people: 0 };
    const counted = prepared.count.get(from, to) as unknown as Window;
    transaction(db, () => {
      prepared.keep.run(from, to, counted.devices, counted.people);
      digests.writeWindow(from, to);
    });
    return counted;
  }

  return {
    refresh,
    write,
    groups: ({ category, trait, from, to }) => {
      refresh(category, from, to);
      return prepared.groups.all(category, trait, from, to).map(groupOf);
    },
    window,
    forgetWindows: (upTo, least) => {
      prepared.small.run(upTo, least);
      digests.forgetWindows();
    },
    rollUpOne: () => {
      const next = prepared.oldest.get();
      if (!next) return undefined;
      rollUp(next['category'] as RolledUp, String(next['day']));
      return String(next['day']);
    },
    mend: () => transaction(db, () => digests.mend(state.read('sealed'))),
    beginAnew: () => {
      transaction(db, () => {
        const sealed = state.read('sealed');
        db.prepare('DELETE FROM day_groups WHERE day > ?').run(sealed);
        db.prepare('DELETE FROM windows WHERE from_day > ?').run(sealed);
        db.exec(markEveryDay);
      });
    },
  };
}
