import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

interface Bounds {
  readonly count: number;
  readonly bytes: number;
  /** Milliseconds. */
  readonly age: number;
}

export interface OutboxBounds {
  readonly waiting: Bounds;
  /** For what was sent or rejected, and is kept to be seen. */
  readonly settled: Bounds;
}

const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;
export const outboxBounds: OutboxBounds = {
  waiting: { count: 100_000, bytes: 64 * MIB, age: 30 * DAY_MS },
  settled: { count: 50_000, bytes: 64 * MIB, age: 90 * DAY_MS },
};

/** The bounds with a policy's retention, in days, which can only shorten them. */
export function boundsWithin(days: number | undefined): OutboxBounds {
  const { waiting, settled } = outboxBounds;
  if (days === undefined) return outboxBounds;
  const shorten = (bounds: Bounds): Bounds => ({
    ...bounds,
    age: Math.min(bounds.age, days * DAY_MS),
  });
  return { waiting: shorten(waiting), settled: shorten(settled) };
}

/**
 * Deletes the oldest records until the outbox is within its bounds.
 * @param now by the outbox's own clock.
 * @returns how many waiting ones were deleted.
 */
export type Enforce = (bounds: OutboxBounds, now: number) => number;

const totalsRow = z.object({ count: z.number(), bytes: z.number() });

export function prepareEnforce(database: DatabaseSync): Enforce {
  const totals = database.prepare('SELECT count, bytes FROM totals WHERE state = ?');
  const deleteOld = database.prepare('DELETE FROM records WHERE state = ? AND stored < ?');
  const deleteOldest = database.prepare(
    `DELETE FROM records WHERE place IN
       (SELECT place FROM records WHERE state = ? ORDER BY place LIMIT ?)`,
  );
  const sizeOf = (state: string) => totalsRow.parse(totals.get(state));

  const enforce = (state: string, { count, bytes, age }: Bounds, now: number): number => {
    const before = sizeOf(state).count;
    deleteOld.run(state, now - age);
    const excess = sizeOf(state).count - count;
    if (excess > 0) deleteOldest.run(state, excess);
    while (sizeOf(state).bytes > bytes && deleteOldest.run(state, 1).changes);
    return before - sizeOf(state).count;
  };

  return ({ waiting, settled }, now) => {
    enforce('sent', settled, now);
    enforce('rejected', settled, now);
    return enforce('waiting', waiting, now);
  };
}
