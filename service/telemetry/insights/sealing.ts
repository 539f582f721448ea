import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import type { DayGroup } from './dayGroup.ts';
import { addDays, weekEnd } from './days.ts';
import { groupOf, windowDays, type RolledUp, type RollupStore } from './rollups.ts';
import { createState } from './state.ts';
import { tell } from './tell.ts';

const sql = {
  unsealed: "SELECT category, day FROM day_groups WHERE trait = 'all' AND day > ? AND day <= ?",
  ofDay: `SELECT day, trait, value, devices, people, sums FROM day_groups
    WHERE category = ? AND day = ? ORDER BY trait, value`,
  first: 'SELECT min(day) AS day FROM census_rows',
  last: `SELECT max(day) AS day FROM (SELECT max(day) AS day FROM census_rows
    UNION ALL SELECT max(day) FROM usage_rows)`,
} as const;

const longestWindow = Math.max(...windowDays);

/** What may outlive the rows it was computed from: groups that are large enough to be shown. */
function lasting(groups: readonly DayGroup[], k: number): DayGroup[] {
  const kept = [...Map.groupBy(groups, ({ trait }) => trait)].flatMap(([trait, ofTrait]) =>
    // A device uses several features, so they don't add up to a whole.
    trait === 'feature' ? ofTrait.filter(({ devices }) => devices >= k) : tell(ofTrait, k).shown,
  );
  return kept.map((group) => ({ ...group, people: group.people < k ? 0 : group.people }));
}

/**
 * Makes the rollups up to a day final because the rows of that time are about to be deleted: groups too small to be
 * shown are not kept, and records for these days that arrive later change nothing.
 */
export function createSealing(
  db: DatabaseSync,
  { rollups, k }: { readonly rollups: RollupStore; readonly k: number },
): (upTo: string) => void {
  const state = createState(db);
  const unsealed = db.prepare(sql.unsealed);
  const ofDay = db.prepare(sql.ofDay);
  const first = db.prepare(sql.first);
  const last = db.prepare(sql.last);

  /** Counts the windows whose first days are about to become final. */
  function countWindows(sealed: string, upTo: string): void {
    const oldest = first.get()?.['day'];
    if (typeof oldest !== 'string') return;
    const after = sealed === '' ? addDays(oldest, -1) : sealed;
    for (let end = weekEnd(after); addDays(end, 1 - longestWindow) <= upTo; end = addDays(end, 7))
      for (const days of windowDays) {
        const from = addDays(end, 1 - days);
        if (from <= upTo && from > sealed) rollups.window(from, end);
      }
    rollups.forgetWindows(upTo, k);
  }

  return (wanted) => {
    const sealed = state.read('sealed');
    // Not beyond the newest row: a clock years ahead must not make future days final.
    const newest = String(last.get()?.['day'] ?? '');
    const upTo = wanted < newest ? wanted : newest;
    if (upTo <= sealed) return;
    rollups.refresh('census', '', upTo);
    rollups.refresh('usage', '', upTo);
    countWindows(sealed, upTo);
    transaction(db, () => {
      for (const { category, day } of unsealed.all(sealed, upTo)) {
        const groups = ofDay.all(String(category), String(day)).map(groupOf);
        rollups.write(category as RolledUp, String(day), lasting(groups, k));
      }
      state.write('sealed', upTo);
    });
  };
}
