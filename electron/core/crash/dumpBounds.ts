import type { KeptDump } from '../ports/dumps.ts';

const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;

/** How many dumps wait on this device, how large they are (in bytes) and for how long (in milliseconds). */
export const dumpBounds = {
  count: 10,
  largest: 20 * MIB,
  bytes: 100 * MIB,
  age: 7 * DAY_MS,
} as const;

/**
 * Which dumps have to be deleted, so that the newest that fit stay.
 * @param ages for how many milliseconds each has been kept, by its record's id; one that is missing has just come.
 */
export function beyondBounds(
  dumps: readonly KeptDump[],
  ages: ReadonlyMap<string, number>,
): readonly KeptDump[] {
  const ageOf = ({ id }: KeptDump) => ages.get(id) ?? 0;
  let [count, bytes] = [0, 0];
  return dumps
    .toSorted((a, b) => ageOf(a) - ageOf(b))
    .filter((dump) => {
      if (dump.size > dumpBounds.largest || ageOf(dump) > dumpBounds.age) return true;
      count += 1;
      bytes += dump.size;
      return count > dumpBounds.count || bytes > dumpBounds.bytes;
    });
}
