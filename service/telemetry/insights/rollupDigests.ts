import { createHash, hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { prepareAll } from '../store/prepareAll.ts';
import { traits } from './dayGroup.ts';
import { daysWithRows } from './typedRows.ts';

/** Days or windows whose numbers were damaged. */
export interface Damage {
  /** Computed from the rows again. */
  readonly remade: readonly string[];
  /** No longer shown, because their rows are already deleted. */
  readonly lost: readonly string[];
}

const groups = 'SELECT category, day, trait, value, devices, people, sums FROM day_groups';
const ofAnyTrait = traits.map((trait) => `'${trait}'`).join(', ');
const sql = {
  ofDay: `${groups} WHERE category = ? AND day = ? AND trait IN (${ofAnyTrait}) ORDER BY trait, value`,
  all: `${groups} ORDER BY category, trait, day, value`,
  window: 'SELECT from_day, to_day, devices, people FROM windows WHERE from_day = ? AND to_day = ?',
  windows: 'SELECT from_day, to_day, devices, people FROM windows',
  written: 'SELECT category, day, digest FROM rollup_digests',
  write: 'INSERT OR REPLACE INTO rollup_digests (category, day, digest) VALUES (?, ?, ?)',
  forget: 'DELETE FROM rollup_digests WHERE category = ? AND day = ?',
  clear: 'DELETE FROM day_groups WHERE category = ? AND day = ?',
  forgetWindows: `DELETE FROM rollup_digests WHERE category = 'windows' AND NOT EXISTS (
    SELECT 1 FROM windows WHERE from_day || ' ' || to_day = rollup_digests.day)`,
  clearWindow: 'DELETE FROM windows WHERE from_day = ? AND to_day = ?',
  stale: 'SELECT category, day FROM stale_days',
  mark: 'INSERT OR IGNORE INTO stale_days (category, day) VALUES (?, ?)',
} as const;

type Row = Readonly<Record<string, unknown>>;

const keyOf = ({ category, day }: Row): string => `${String(category)} ${String(day)}`;
const textOf = ({ trait, value, devices, people, sums }: Row): string =>
  JSON.stringify([trait, value, devices, people, sums]);
const windowOf = ({ from_day: from, to_day: to }: Row): string => `${String(from)} ${String(to)}`;
const digestOfWindow = (row: Row): string =>
  hash('sha256', JSON.stringify([windowOf(row), row['devices'], row['people']]));

/** Keeps a digest of each day's rollups and of each window, which reveals later damage. */
export function createDigests(db: DatabaseSync) {
  const prepared = prepareAll(db, sql);

  /** The digest of each day that has rollups, by category and day. */
  function digestsNow(): Map<string, string> {
    const hashes = new Map<string, ReturnType<typeof createHash>>();
    for (const row of prepared.all.iterate()) {
      const digest = hashes.get(keyOf(row)) ?? createHash('sha256');
      hashes.set(keyOf(row), digest.update(textOf(row)));
    }
    return new Map([...hashes].map(([key, digest]) => [key, digest.digest('hex')]));
  }

  function writeDay(category: string, day: string): void {
    const rows = prepared.ofDay.all(category, day);
    if (rows.length === 0) prepared.forget.run(category, day);
    else prepared.write.run(category, day, hash('sha256', rows.map(textOf).join('')));
  }

  function mendDays(sealed: string, written: ReadonlyMap<string, string>): Damage {
    const now = digestsNow();
    const stale = new Set(prepared.stale.all().map(keyOf));
    const withRows = new Set(
      (['census', 'usage'] as const).flatMap((category) =>
        daysWithRows(db, category).map((day) => keyOf({ category, day })),
      ),
    );
    const remade: string[] = [];
    const lost: string[] = [];
    for (const key of new Set([...written.keys(), ...now.keys(), ...withRows])) {
      const [category = '', day = ''] = key.split(' ');
      const [was, is] = [written.get(key), now.get(key)];
      const isSealed = day <= sealed;
      if (category === 'windows' || stale.has(key) || (was === is && (is ?? isSealed))) continue;
      if (isSealed && was === undefined) {
        // Written before there were digests.
        writeDay(category, day);
        continue;
      }
      prepared.clear.run(category, day);
      prepared.forget.run(category, day);
      if (!isSealed) prepared.mark.run(category, day);
      (isSealed ? lost : remade).push(day);
    }
    return { remade, lost };
  }

  function mendWindows(sealed: string, written: ReadonlyMap<string, string>): Damage {
    const remade: string[] = [];
    const lost: string[] = [];
    for (const row of prepared.windows.all()) {
      const [window, is] = [windowOf(row), digestOfWindow(row)];
      const was = written.get(keyOf({ category: 'windows', day: window }));
      const isSealed = String(row['from_day']) <= sealed;
      if (was === is) continue;
      if (isSealed && was === undefined) {
        prepared.write.run('windows', window, is);
        continue;
      }
      prepared.clearWindow.run(String(row['from_day']), String(row['to_day']));
      prepared.forget.run('windows', window);
      (isSealed ? lost : remade).push(window);
    }
    return { remade, lost };
  }

  return {
    writeDay,
    writeWindow: (from: string, to: string): void => {
      const row = prepared.window.get(from, to);
      if (row) prepared.write.run('windows', windowOf(row), digestOfWindow(row));
    },
    /** Deletes the digests of deleted windows: a small number could be guessed from its digest. */
    forgetWindows: (): void => {
      prepared.forgetWindows.run();
    },
    /** Removes what doesn't match its digest; what can be rebuilt is marked. @param sealed the last final day. */
    mend: (sealed: string): Damage => {
      const written = new Map(
        prepared.written.all().map((row) => [keyOf(row), String(row['digest'])]),
      );
      const [days, windows] = [mendDays(sealed, written), mendWindows(sealed, written)];
      return {
        remade: [...new Set([...days.remade, ...windows.remade])],
        lost: [...new Set([...days.lost, ...windows.lost])],
      };
    },
  };
}
