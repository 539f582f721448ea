import { pick } from '../../contract/testing/seeded.testkit.ts';
import type { RandomAccess } from '../core/minidump/bytes.ts';

/** A file that counts how much is read of it, and refuses invalid ranges. */
export function watched(bytes: Uint8Array, isNoting = false) {
  const seen = { reads: 0, largest: 0, beyond: 0, places: [] as number[] };
  const file: RandomAccess = {
    size: bytes.length,
    read(offset, length) {
      seen.reads += 1;
      if (isNoting) seen.places.push(offset);
      seen.largest = Math.max(seen.largest, length);
      if (offset < 0 || offset + length > bytes.length) seen.beyond += 1;
      return bytes.subarray(offset, offset + length);
    },
  };
  return { file, seen };
}

/** Values that are likely to break an offset, a length or a count. */
const spiteful = [0, 1, 3, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 0x43500001, 6, 4];

/**
 * Writes such a value, or noise, over a few places: mostly those that the reader reads; now and then the rest is cut
 * off. The dump itself is changed, and restored once it has been read.
 */
export function mutated(
  unit: () => number,
  dump: Buffer,
  places: readonly number[],
  read: (bytes: Buffer) => void,
) {
  const undo: (readonly [number, number])[] = [];
  const times = 1 + Math.floor(unit() * 6);
  for (let time = 0; time < times; time += 1) {
    const anywhere = Math.floor(unit() * (dump.length - 4));
    const at = unit() < 0.8 ? Math.min(pick(unit, places), dump.length - 4) : anywhere;
    const value = unit() < 0.5 ? pick(unit, spiteful) : Math.floor(unit() * 2 ** 32);
    undo.push([at, dump.readUInt32LE(at)]);
    if (unit() < 0.8) dump.writeUInt32LE(value, at);
    else dump[at] = value & 0xff;
  }
  read(unit() < 0.1 ? dump.subarray(0, Math.floor(unit() * dump.length)) : dump);
  for (const [at, value] of undo.reverse()) dump.writeUInt32LE(value, at);
}
