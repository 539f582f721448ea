import type { DatabaseSync } from 'node:sqlite';
import { isFull, transaction } from '../../../contract/sqlite.ts';
import type { Reserve } from './reserve.ts';
import type { Statements } from './statements.ts';

export interface Erasure {
  readonly erased: number;
  readonly at: string;
}

// A client keeps what waits for 30 days at most, so what comes later than this comes from no client.
export const withdrawalDays = 45;

// So many rows at once fit into the log that the reserve has room for.
export const rowsInReserve = 25;

/** Empties the logs, where erased rows would live on. */
export function emptyLogs(db: DatabaseSync): void {
  const result = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (result?.['busy'] !== 0) throw new Error('the write-ahead log could not be emptied');
}

/**
 * Bounds the withdrawals that are remembered, since anyone may make up owners to withdraw. Those that erased nothing,
 * the oldest first, go before any that did.
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
 * Erases an owner's rows for good, also from the files; again, it tells what it did the first time.
 * The withdrawal is written first, so that an erasure cut off midway is finished by the next one or the next start.
 */
export function createErase(
  db: DatabaseSync,
  statements: Statements,
  reserve: Reserve,
  mostWithdrawals: number,
): (owner: string, at: string) => Erasure {
  const memory = createMemory(statements, mostWithdrawals);
  function eraseBy(rowsAtOnce: number, owner: string, at: string): Erasure {
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
    statements.eraseDumps.run(owner);
    while (statements.erase.run(owner, rowsAtOnce).changes !== 0) emptyLogs(db);
    emptyLogs(db);
    return erasure;
  }

  return (owner, at) => {
    try {
      return eraseBy(-1, owner, at);
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    reserve.release();
    try {
      emptyLogs(db);
      return eraseBy(rowsInReserve, owner, at);
    } finally {
      reserve.refill();
    }
  };
}
