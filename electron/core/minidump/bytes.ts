/** A file of which any part can be read. */
export interface RandomAccess {
  /** In bytes. */
  readonly size: number;
  /** @returns `length` bytes, or undefined if the file has no such bytes (any more). */
  read(offset: number, length: number): Uint8Array | undefined;
}

/** A part of a dump is invalid; thrown and caught within the reader alone. */
export class Malformed extends Error {}

/** Little-endian numbers and texts at offsets in a file; anything outside it is {@link Malformed}. */
export interface Bytes {
  u16(offset: number): number;
  u32(offset: number): number;
  u64(offset: number): bigint;
  slice(offset: number, length: number): Uint8Array;
}

/** The longest structure that is read whole, so that no number in a dump decides how much memory is used. */
const LONGEST = 4096;

/** Genuine dumps need fewer than a thousand; endless counts and chains of offsets are cut off here. */
const MOST_READS = 10_000;

export function createBytes(file: RandomAccess): Bytes {
  let reads = 0;
  const slice = (offset: number, length: number): Uint8Array => {
    reads += 1;
    if (reads > MOST_READS) throw new Malformed('its tables lead on and on');
    if (length > LONGEST || offset + length > file.size) throw new Malformed('past the end');
    const found = file.read(offset, length);
    if (found?.length !== length) throw new Malformed('it can’t be read');
    return found;
  };
  const view = (offset: number, length: number): DataView => {
    const { buffer, byteOffset } = slice(offset, length);
    return new DataView(buffer, byteOffset, length);
  };
  return {
    u16: (offset) => view(offset, 2).getUint16(0, true),
    u32: (offset) => view(offset, 4).getUint32(0, true),
    u64: (offset) => view(offset, 8).getBigUint64(0, true),
    slice,
  };
}

/** The place of a part of a dump: MINIDUMP_LOCATION_DESCRIPTOR. */
export interface Location {
  readonly size: number;
  readonly offset: number;
}

export function locationAt(bytes: Bytes, offset: number): Location {
  return { size: bytes.u32(offset), offset: bytes.u32(offset + 4) };
}

/** A file that is in memory. */
export const inMemory = (bytes: Uint8Array): RandomAccess => ({
  size: bytes.length,
  read: (offset, length) => bytes.subarray(offset, offset + length),
});
