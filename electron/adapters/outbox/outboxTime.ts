import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** Milliseconds: for so long a device may have been off or asleep, as far as its clock is believed. */
export const LONGEST_ABSENCE = 180 * 86_400_000;

const timeRow = z.object({ elapsed: z.number(), clock: z.number().nullable() });

/**
 * The outbox's own time, by which records age: no clock that is set wrong or right makes it jump (docs/decisions/0076).
 * @returns what reads it, in milliseconds. @param steady milliseconds by a clock that nobody sets.
 */
export function prepareTime(
  database: DatabaseSync,
  steady: () => number = () => performance.now(),
): (clock: number) => number {
  const read = database.prepare('SELECT elapsed, clock FROM outbox_time');
  const write = database.prepare('UPDATE outbox_time SET elapsed = ?, clock = ?');
  let lastSteady = steady();
  return (clock) => {
    const now = steady();
    const ran = now - lastSteady;
    lastSteady = now;
    const before = timeRow.parse(read.get());
    // What the clock has gone beyond that, the device was off or asleep, or somebody set the clock.
    const absence = before.clock === null ? 0 : clock - before.clock - ran;
    const isBelieved = absence > 0 && absence <= LONGEST_ABSENCE;
    const elapsed = Math.round(before.elapsed + ran + (isBelieved ? absence : 0));
    write.run(elapsed, clock);
    return elapsed;
  };
}
