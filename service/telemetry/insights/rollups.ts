import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import { createCensusDay } from './censusDay.ts';
import type { DayGroup, Trait } from './dayGroup.ts';
import { addDays, weekEnd } from './days.ts';
import { createState } from './state.ts';
import { tell } from './tell.ts';
import { createUsageDay } from './usageDay.ts';

export type RolledUp = 'census' | 'usage';

export interface DatedGroup extends DayGroup {
  readonly day: string;
}

/** How many devices, and people, were active in some days; the last day included. */
export interface Window {
  readonly devices: number;
  readonly people: number;
}

export interface Rollups {
  /** The groups of a trait on each day of a range, both ends included; a day that changed is rolled up first. */
  readonly groups: (which: {
    readonly category: RolledUp;
    readonly trait: Trait;
    readonly from: string;
    readonly to: string;
  }) => DatedGroup[];
  readonly window: (from: string, to: string) => Window;
  /**
   * Makes the rollups up to a day final, since rows of that time are about to go: of groups below k only their rest stays.
   */
  readonly seal: (upTo: string) => void;
  /** Rolls up some day that changed. @returns which; undefined if there is none. */
  readonly rollUpOne: () => string | undefined;
  /** Rolls every day that is not final up anew. */
  readonly beginAnew: () => void;
}

/** How many days a window has; each ends with an ISO week. */
export const windowDays = [7, 28] as const;
const longestWindow = Math.max(...windowDays);

const sql = {
  stale: 'SELECT day FROM stale_days WHERE category = ? AND day BETWEEN ? AND ? ORDER BY day',
  oldest: 'SELECT category, day FROM stale_days ORDER BY day LIMIT 1',
  fresh: 'DELETE FROM stale_days WHERE category = ? AND day = ?',
  clear: 'DELETE FROM day_groups WHERE category = ? AND day = ?',
  insert: `INSERT INTO day_groups (category, day, trait, value, devices, people, sums)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  groups: `SELECT day, trait, value, devices, people, sums FROM day_groups
    WHERE category = ? AND trait = ? AND day BETWEEN ? AND ? ORDER BY day, value`,
  ofDay: `SELECT day, trait, value, devices, people, sums FROM day_groups
    WHERE category = ? AND day = ? ORDER BY trait, value`,
  unsealed: `SELECT DISTINCT category, day FROM day_groups WHERE day > ? AND day <= ?`,
  window: 'SELECT devices, people FROM windows WHERE from_day = ? AND to_day = ?',
  count: `SELECT count(DISTINCT device) AS devices, count(DISTINCT person) AS people
    FROM census_rows WHERE day BETWEEN ? AND ?`,
  keep: 'INSERT OR REPLACE INTO windows (from_day, to_day, devices, people) VALUES (?, ?, ?, ?)',
  first: 'SELECT min(day) AS day FROM census_rows',
  last: `SELECT max(day) AS day FROM (SELECT max(day) AS day FROM census_rows
    UNION ALL SELECT max(day) FROM usage_rows)`,
  forget: 'DELETE FROM windows WHERE from_day <= ? AND devices < ?',
  outdated: 'DELETE FROM windows WHERE from_day <= ?1 AND to_day >= ?1 AND from_day > ?2',
} as const;

const groupOf = (row: Record<string, unknown>): DatedGroup => ({
  ...(row as unknown as DatedGroup),
  sums: JSON.parse(String(row['sums'])) as number[],
});

/** What may outlive the rows that it was computed from: no group that is too small to be told. */
function lasting(groups: readonly DayGroup[], k: number): DayGroup[] {
  const told = groups.filter(({ devices }) => devices >= k);
  const kept = [...Map.groupBy(told, ({ trait }) => trait)].flatMap(([trait, shown]) => {
    const all = groups.filter((group) => group.trait === trait);
    return trait === 'feature' ? shown : tell(all, k).shown;
  });
  return kept.map((group) => ({ ...group, people: group.people < k ? 0 : group.people }));
}

/**
 * The daily rollups of census and usage. Whatever stores or deletes a row marks its day; a marked day is rolled up anew
 * from its typed rows before anything is told of it, so that a rollup can be no other than a rebuilt one.
 */
export function createRollups(db: DatabaseSync, k: number): Rollups {
  const state = createState(db);
  const prepared = Object.fromEntries(
    Object.entries(sql).map(([name, text]) => [name, db.prepare(text)]),
  ) as Readonly<Record<keyof typeof sql, ReturnType<DatabaseSync['prepare']>>>;
  const rollUpDay = { census: createCensusDay(db), usage: createUsageDay(db) };
  const isSealed = (day: string): boolean => day <= state.read('sealed');

  function write(category: RolledUp, day: string, groups: readonly DayGroup[]): void {
    prepared.clear.run(category, day);
    for (const { trait, value, devices, people, sums } of groups)
      prepared.insert.run(category, day, trait, value, devices, people, JSON.stringify(sums));
  }

  function rollUp(category: RolledUp, day: string): void {
    transaction(db, () => {
      prepared.fresh.run(category, day);
      if (isSealed(day)) return;
      write(category, day, rollUpDay[category](day));
      if (category === 'census') prepared.outdated.run(day, state.read('sealed'));
    });
  }

  function refresh(category: RolledUp, from: string, to: string): void {
    for (const { day } of prepared.stale.all(category, from, to)) rollUp(category, String(day));
  }

  function window(from: string, to: string): Window {
    refresh('census', from, to);
    const kept = prepared.window.get(from, to);
    if (kept) return kept as unknown as Window;
    // Some of its rows are gone: nothing is known of it any more.
    if (isSealed(from)) return { devices: 0, people: 0 };
    const counted = prepared.count.get(from, to) as unknown as Window;
    prepared.keep.run(from, to, counted.devices, counted.people);
    return counted;
  }

  /** Counts the windows whose first days are about to become final. */
  function countWindows(sealed: string, upTo: string): void {
    const first = prepared.first.get()?.['day'];
    if (typeof first !== 'string') return;
    const after = sealed === '' ? addDays(first, -1) : sealed;
    for (let end = weekEnd(after); addDays(end, 1 - longestWindow) <= upTo; end = addDays(end, 7))
      for (const days of windowDays) {
        const from = addDays(end, 1 - days);
        if (from <= upTo && from > sealed) window(from, end);
      }
    prepared.forget.run(upTo, k);
  }

  return {
    groups: ({ category, trait, from, to }) => {
      refresh(category, from, to);
      return prepared.groups.all(category, trait, from, to).map(groupOf);
    },
    window,
    seal: (wanted) => {
      const sealed = state.read('sealed');
      // Not beyond what there is: a clock that is years ahead must not make the days final that are to come.
      const last = String(prepared.last.get()?.['day'] ?? '');
      const upTo = wanted < last ? wanted : last;
      if (upTo <= sealed) return;
      refresh('census', '', upTo);
      refresh('usage', '', upTo);
      countWindows(sealed, upTo);
      transaction(db, () => {
        for (const { category, day } of prepared.unsealed.all(sealed, upTo)) {
          const groups = prepared.ofDay.all(String(category), String(day)).map(groupOf);
          write(category as RolledUp, String(day), lasting(groups, k));
        }
        state.write('sealed', upTo);
      });
    },
    rollUpOne: () => {
      const next = prepared.oldest.get();
      if (!next) return undefined;
      rollUp(next['category'] as RolledUp, String(next['day']));
      return String(next['day']);
    },
    beginAnew: () => {
      transaction(db, () => {
        const sealed = state.read('sealed');
        db.prepare('DELETE FROM day_groups WHERE day > ?').run(sealed);
        db.prepare('DELETE FROM windows WHERE from_day > ?').run(sealed);
        db.exec(`INSERT OR IGNORE INTO stale_days
          SELECT DISTINCT 'census', day FROM census_rows UNION SELECT DISTINCT 'usage', day FROM usage_rows`);
      });
    },
  };
}
