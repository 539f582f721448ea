import { readFileSync } from 'node:fs';
import type { Changer } from '../../../contract/admin/changeLog.ts';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { writeOwnerFile } from '../../shared/ownerFile.ts';
import { formatPoolFile, parsePoolFile, type PoolData } from '../accounts/poolData.ts';
import type { ChangeLog } from './changeLog.ts';
import { differences, snapshotOf, type Snapshot } from './snapshot.ts';
import { thingsOf } from './things.ts';
import { inverseOf } from './undo.ts';

/** A change that somebody wants to make. */
export interface Wanted<Problem = AdminProblem> {
  readonly who: Changer;
  readonly turn: (data: PoolData) => Outcome<PoolData, Problem>;
  /** The last entry of the log that they have seen; undefined where they change what is there now, whatever it is. */
  readonly seen?: number;
  /** The entry that it undoes. */
  readonly undoes?: number;
}

/** Changes `pool.json` and writes down who changed what, both or neither. */
export interface PoolChanges {
  /** @returns the number of the log's last entry. Throws SQLite's and the system's errors. */
  readonly make: <Problem>(wanted: Wanted<Problem>) => Outcome<number, Problem | AdminProblem>;
  readonly undo: (who: Changer, seq: number) => Outcome<number, AdminProblem>;
  /** Writes down what others changed in `pool.json`. Throws as {@link make} does. */
  readonly notice: () => void;
}

function readNow(path: string): PoolData | undefined {
  try {
    const parsed = parsePoolFile(readFileSync(path, 'utf8'));
    return parsed.ok ? parsed.value : undefined;
  } catch {
    // Whoever edits it is not done yet, or it is gone: the pool's own reader says so.
    return undefined;
  }
}

export function createPoolChanges(
  path: string,
  log: ChangeLog,
  onWritten: () => void = () => undefined,
): PoolChanges {
  /** Notes what the file says which nobody has noted. @returns all that it says. */
  const catchUp = (data: PoolData): Snapshot => {
    const [known, found] = [log.known(), snapshotOf(data)];
    const change = known && differences(known, found);
    if (change) log.note({ by: 'file' }, change);
    if (change || !known) log.know(found);
    return found;
  };

  const within = <Problem>({
    who,
    turn,
    seen,
    undoes,
  }: Wanted<Problem>): Outcome<number, Problem | AdminProblem> => {
    const data = readNow(path);
    if (!data) return failed({ kind: 'fileUnusable' });
    const before = catchUp(data);
    const turned = turn(data);
    if (!turned.ok) return turned;
    const after = snapshotOf(turned.value);
    const change = differences(before, after);
    if (!change) return done(log.seen());
    const newer = seen === undefined ? [] : log.newer(seen, thingsOf(change));
    if (newer.length > 0) return failed({ kind: 'conflict', changes: newer });
    const text = formatPoolFile(turned.value);
    if (!parsePoolFile(text).ok) return failed({ kind: 'unfit' });
    const seq = log.note(who, change, undoes);
    log.know(after);
    // Last: if the log can't be kept, the file stays as it is.
    writeOwnerFile(path, text);
    return done(seq);
  };

  const make: PoolChanges['make'] = (wanted) => {
    const made = log.exclusively(() => within(wanted));
    if (made.ok) onWritten();
    return made;
  };
  return {
    make,
    undo(who, seq) {
      const entry = log.entry(seq);
      if (!entry) return failed({ kind: 'unknown' });
      if (entry.notUndoable !== null)
        return failed({ kind: 'notUndoable', why: entry.notUndoable });
      const things = thingsOf(entry.change);
      const newer = log.newer(seq, things);
      if (newer.length > 0) return failed({ kind: 'conflict', changes: newer });
      return make({ who, turn: inverseOf(entry.change), seen: seq, undoes: seq });
    },
    notice() {
      log.exclusively(() => {
        const data = readNow(path);
        if (data) catchUp(data);
      });
    },
  };
}
