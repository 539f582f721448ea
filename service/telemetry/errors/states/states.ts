import type { DatabaseSync } from 'node:sqlite';
import type { ErrorState, StateChange } from '../../../../contract/insights/errorState.ts';
import { transaction } from '../../../../contract/sqlite.ts';
import { compareVersions } from '../../../shared/compareVersions.ts';

/** What engineers decided about error groups, by the names that the insights give them. */
export interface ErrorStates {
  /** Whether anything is stored about this group, or somebody decided on it. */
  readonly has: (group: string) => boolean;
  readonly of: (group: string) => ErrorState;
  /**
   * The state of each group. With `k` 1, for readers who may see every error; otherwise a group reopens only by
   * versions from which k people reported it on one day, all of them after it was resolved, which is shown anyway.
   */
  readonly seenBy: (k: number) => (group: string) => ErrorState;
  /** @param by the engineer's name. @param at ISO 8601. */
  readonly set: (group: string, change: StateChange, by: string, at: string) => ErrorState;
}

const state = `SELECT error_group, state, version, note, set_by AS "by", set_at AS "at"
  FROM error_states`;
/** A record's day may be one ahead of its arrival: from the second day after on, all reports arrived since. */
const metByMany = `SELECT DISTINCT error.error_group, error.version FROM error_rows AS error
    CROSS JOIN met_again USING (error_group, version)
    CROSS JOIN error_states AS state USING (error_group)
  WHERE error.day > (SELECT date(min(set_at), '+1 day') FROM error_states WHERE state = 'resolved')
    AND error.day > date(state.set_at, '+1 day')
  GROUP BY error.error_group, error.version, error.day, error.surface
  HAVING count(DISTINCT nullif(error.person, '')) >= ?`;

const sql = {
  has: `SELECT 1 WHERE EXISTS (SELECT 1 FROM error_rows WHERE error_group = ?1)
    OR EXISTS (SELECT 1 FROM error_states WHERE error_group = ?1)`,
  all: state,
  one: `${state} WHERE error_group = ?`,
  met: 'SELECT error_group, version FROM met_again',
  metByMany,
  metByOne: 'SELECT version FROM met_again WHERE error_group = ?',
  forget: 'DELETE FROM met_again WHERE error_group = ?',
  set: `INSERT INTO error_states (error_group, state, version, note, set_by, set_at)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (error_group) DO UPDATE SET state = excluded.state,
    version = excluded.version, note = excluded.note, set_by = excluded.set_by, set_at = excluded.set_at`,
} as const;

const untouched: ErrorState = {
  state: 'open',
  version: null,
  note: '',
  by: null,
  at: null,
  metAgainIn: null,
};

interface Kept extends Omit<ErrorState, 'metAgainIn'> {
  readonly error_group: string;
}
type Row = Readonly<Record<string, unknown>>;
const versionOf = ({ version }: Row): string => String(version);

/** @param met the versions that reported the group since it was resolved. */
function stateOf(kept: Kept | undefined, met: readonly string[]): ErrorState {
  if (!kept) return untouched;
  const { state: set, version, note, by, at } = kept;
  const later =
    set === 'resolved' && version !== null
      ? met.filter((found) => compareVersions(found, version) > 0).sort(compareVersions)
      : [];
  // The first of them reopened it.
  const metAgainIn = later[0] ?? null;
  return { state: metAgainIn === null ? set : 'open', version, note, by, at, metAgainIn };
}

/** What engineers decided about error groups. A resolved group reopens once a later version reports it. */
export function createErrorStates(db: DatabaseSync): ErrorStates {
  const has = db.prepare(sql.has);
  const all = db.prepare(sql.all);
  const one = db.prepare(sql.one);
  const met = db.prepare(sql.met);
  const manyMet = db.prepare(sql.metByMany);
  const oneMet = db.prepare(sql.metByOne);
  const forget = db.prepare(sql.forget);
  const set = db.prepare(sql.set);

  const of = (group: string): ErrorState =>
    stateOf(one.get(group) as unknown as Kept | undefined, oneMet.all(group).map(versionOf));

  return {
    has: (group) => has.get(group) !== undefined,
    of,
    seenBy(k) {
      const kept = new Map(
        (all.all() as unknown as Kept[]).map((row) => [row.error_group, row] as const),
      );
      const rows: readonly Row[] = k > 1 ? manyMet.all(k) : met.all();
      const versions = Map.groupBy(rows, ({ error_group: group }) => String(group));
      return (group) => stateOf(kept.get(group), (versions.get(group) ?? []).map(versionOf));
    },
    set: (group, change, by, at) => {
      const version = change.state === 'resolved' ? change.version : null;
      transaction(db, () => {
        forget.run(group);
        set.run(group, change.state, version, change.note, by, at);
      });
      return of(group);
    },
  };
}
