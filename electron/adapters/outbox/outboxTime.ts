import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** The longest time for which a device is assumed to have been off, on its clock's word. */
export const LONGEST_ABSENCE_MS = 180 * 86_400_000;

const timeRow = z.object({ elapsed: z.number(), clock: z.number().nullable() });

/**
 * The outbox's own time, by which records age: setting the clock, rightly or wrongly, does not make it jump
 * (docs/decisions/0076).
 * @param uptime milliseconds since the system started, sleep included, by a monotonic clock.
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
  /** How far the clock has advanced since the file was last open, if the device may have been off for so long. */
  const absenceUntil = (clock: number): number => {
    const gone = before.clock === null ? 0 : clock - before.clock;
    return gone > 0 && gone <= LONGEST_ABSENCE_MS ? gone : 0;
  };
  return (clock) => {
    const up = uptime();
    // A machine restored from a snapshot has the uptime of that time.
    ran += Math.max(0, up - lastUptime);
    lastUptime = up;
    absence ??= absenceUntil(clock - ran);
    const elapsed = Math.round(before.elapsed + absence + ran);
    write.run(elapsed, clock);
    return elapsed;
  };
}
