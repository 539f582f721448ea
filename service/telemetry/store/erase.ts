import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { isFull, transaction } from '../../../contract/sqlite.ts';
import type { NoteErasure } from '../backup/journal.ts';
import { checkpoint, thaw } from './frozen.ts';
import type { Reserve } from './reserve.ts';
import type { Statements } from './statements.ts';

export interface Erasure {
  readonly erased: number;
  readonly at: string;
}

// A client keeps what it has yet to send for 30 days at most, so anything later than this comes from no client.
export const withdrawalDays = 45;

// So few rows at once keep nobody waiting for long, and fit into the log that the reserve has room for.
export const rowsAtOnce = 25;

/** Empties the logs, in which erased rows would live on. */
export function emptyLogs(db: DatabaseSync): void {
  // An erasure does not wait for a back-up, which has to begin again.
  thaw(db);
  checkpoint(db);
}

/**
 * Bounds the withdrawals that are remembered, since anyone may make up owners to withdraw. Those that erased nothing go
 * before any that did, the oldest first.
 */
function createMemory(statements: Statements, most: number) {
  let count = Number(statements.withdrawals.get()?.['rows']);
  return {
    changed: (rows: number): void => {
      count += rows;
    },
    bound: (): void => {
      for (const evenOfRecords of [0, 1])
        if (count > most)
          count -= Number(statements.forget.run(evenOfRecords, count - most).changes);
    },
  };
}

function expiry(at: string): string {
  return new Date(Date.parse(at) - withdrawalDays * 86_400_000).toISOString();
}

/**
 * Erases an owner's rows for good, also from the files; if repeated, it returns what it returned the first time. The
 * withdrawal is written first, so that an interrupted erasure is finished by the next one or the next start. Others
 * have their turn meanwhile, however many rows there are; one owner's erasure waits for another's.
 */
export function createErase(
  db: DatabaseSync,
  statements: Statements,
  reserve: Reserve,
  { mostWithdrawals, note }: { readonly mostWithdrawals: number; readonly note: NoteErasure },
): (owner: string, at: string) => Promise<Erasure> {
  const memory = createMemory(statements, mostWithdrawals);

  function withdraw(owner: string, at: string): Erasure {
    const { change, ...erasure } = transaction(db, () => {
      let change = -Number(statements.expire.run(expiry(at)).changes);
      const before = statements.withdrawn.get(owner);
      if (before) return { erased: Number(before['erased']), at: String(before['at']), change };
      const erased = Number(statements.count.get(owner)?.['rows']);
      statements.withdraw.run(owner, at, erased);
      change += 1;
      return { erased, at, change };
    });
    memory.changed(change);
    memory.bound();
    return erasure;
  }

  async function eraseBySlices(owner: string, at: string, afterSlice: () => void) {
    const erasure = withdraw(owner, at);
    // If nothing was erased, no back-up has anything of it either.
    if (erasure.erased > 0)
      note({ kind: 'withdrawal', at: erasure.at, owner, erased: erasure.erased });
    statements.eraseDumps.run(owner);
    statements.eraseCount.run(owner);
    while (statements.erase.run(owner, rowsAtOnce).changes !== 0) {
      afterSlice();
      await setImmediate();
    }
    emptyLogs(db);
    return erasure;
  }

  async function erase(owner: string, at: string): Promise<Erasure> {
    try {
      return await eraseBySlices(owner, at, () => undefined);
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    reserve.release();
    try {
      emptyLogs(db);
      return await eraseBySlices(owner, at, () => {
        emptyLogs(db);
      });
    } finally {
      reserve.refill();
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  return (owner, at) => {
    const next = last.then(() => erase(owner, at));
    // The next in line is told of its own failure alone.
    last = next.catch(() => undefined);
    return next;
  };
}
