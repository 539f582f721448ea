import type { FoundDump } from '../ports.ts';

const MIB = 1024 * 1024;
const DAY = 86_400_000;

/** How many dumps wait on this device, how large they are (in bytes) and for how long (in milliseconds). */
export const dumpBounds = {
  count: 10,
  largest: 20 * MIB,
  bytes: 100 * MIB,
  age: 7 * DAY,
} as const;

/** A clock that is put right by moments makes nothing old. */
const MINUTE = 60_000;

/** Whether a dump of this instant waited too long; what is dated in the future has an age that nobody knows. */
export const isOverAge = (at: number, now: number): boolean =>
  now - at > dumpBounds.age || at - now > MINUTE;

/** Which of the dumps have to go, so that the newest that fit stay. @param dumps the oldest first. */
export function beyondBounds<T extends FoundDump>(dumps: readonly T[], now: number): readonly T[] {
  let [count, bytes] = [0, 0];
  return dumps.toReversed().filter(({ size, at }) => {
    if (size > dumpBounds.largest || isOverAge(at, now)) return true;
    count += 1;
    bytes += size;
    return count > dumpBounds.count || bytes > dumpBounds.bytes;
  });
}
