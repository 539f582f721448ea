import type { DatabaseSync } from 'node:sqlite';
import type { ErrorState, StateChange } from '../../../../contract/insights/errorState.ts';
import { transaction } from '../../../../contract/sqlite.ts';
import { compareVersions } from '../../../shared/compareVersions.ts';

/** A group of errors, by the name that the insights give it. */
export interface ErrorStates {
  /** Whether anything of this group is stored, or was said of it. */
  readonly has: (group: string) => boolean;
  readonly of: (group: string) => ErrorState;
  /** @param by who, by name. @param at ISO 8601. */
  readonly set: (group: string, change: StateChange, by: string, at: string) => ErrorState;
}

const sql = {
  has: `SELECT 1 WHERE EXISTS (SELECT 1 FROM error_rows WHERE error_group = ?1)
    OR EXISTS (SELECT 1 FROM error_states WHERE error_group = ?1)`,
  state: `SELECT state, version, note, set_by AS "by", set_at AS "at" FROM error_states
    WHERE error_group = ?`,
  met: 'SELECT version FROM met_again WHERE error_group = ?',
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

/** What engineers made of groups of errors. A resolved one is open again once a later version meets it. */
export function createErrorStates(db: DatabaseSync): ErrorStates {
  const has = db.prepare(sql.has);
  const state = db.prepare(sql.state);
  const met = db.prepare(sql.met);
  const forget = db.prepare(sql.forget);
  const set = db.prepare(sql.set);

  /** The first version after that in which it is resolved that met it since. */
  function metAgainIn(group: string, version: string): string | null {
    const later = met
      .all(group)
      .map((row) => String(row['version']))
      .filter((found) => compareVersions(found, version) > 0)
      .sort(compareVersions);
    return later[0] ?? null;
  }

  function of(group: string): ErrorState {
    const kept = state.get(group) as Omit<ErrorState, 'metAgainIn'> | undefined;
    if (!kept) return untouched;
    const again =
      kept.state === 'resolved' && kept.version !== null ? metAgainIn(group, kept.version) : null;
    return { ...kept, state: again === null ? kept.state : 'open', metAgainIn: again };
  }

  return {
    has: (group) => has.get(group) !== undefined,
    of,
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
