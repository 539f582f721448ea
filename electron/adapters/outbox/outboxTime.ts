import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** Milliseconds: for so long a device may have been off, as far as its clock is believed. */
export const LONGEST_ABSENCE = 180 * 86_400_000;

const timeRow = z.object({ elapsed: z.number(), clock: z.number().nullable() });

/**
 * The outbox's own time, by which records age: no clock that is set wrong or right makes it jump (docs/decisions/0076).
 * @param uptime milliseconds since the system started, sleep included, by a clock that nobody sets.
 * @returns what reads it, in milliseconds.
 */
export function prepareTime(
  database: DatabaseSync,
  uptime: () => number,
): (clock: number) => number {
  const read = database.prepare('SELECT elapsed, clock FROM outbox_time');
  const write = database.prepare('UPDATE outbox_time SET elapsed = ?, clock = ?');
  let lastUptime = uptime();
  let ran = 0;
  const before = timeRow.parse(read.get());
  let absence: number | undefined;
  /** What the clock has gone since the file was last open, if the device may have been off for so long. */
  const absenceUntil = (clock: number): number => {
    const gone = before.clock === null ? 0 : clock - before.clock;
    return gone > 0 && gone <= LONGEST_ABSENCE ? gone : 0;
  };
  return (clock) => {
    const up = uptime();
    // A machine that is put back to an earlier state has its uptime of then.
    ran += Math.max(0, up - lastUptime);
    lastUptime = up;
    absence ??= absenceUntil(clock - ran);
    const elapsed = Math.round(before.elapsed + absence + ran);
    write.run(elapsed, clock);
    return elapsed;
  };
}
