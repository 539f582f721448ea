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

/** Which of the dumps have to go, so that the newest that fit stay. @param dumps the oldest first. */
export function beyondBounds<T extends FoundDump>(dumps: readonly T[], now: number): readonly T[] {
  let [count, bytes] = [0, 0];
  return dumps.toReversed().filter(({ size, at }) => {
    if (size > dumpBounds.largest || now - at > dumpBounds.age) return true;
    count += 1;
    bytes += size;
    return count > dumpBounds.count || bytes > dumpBounds.bytes;
  });
}
