import type { Parsed } from '../../../contract/envelope.ts';
import {
  createBytes,
  locationAt,
  Malformed,
  type Bytes,
  type Location,
  type RandomAccess,
} from './bytes.ts';
import { readProcessType } from './crashpadInfo.ts';
import { exceptionKind } from './exceptionKind.ts';

/** What a dump's own tables say about a crash, without the memory that it contains. */
export interface Minidump {
  readonly exceptionKind?: string;
  /** The name of the module that crashed, without its folder, and the offset in it. */
  readonly crashedModule?: string;
  readonly moduleOffset?: string;
  readonly threadCount?: number;
  /** As Chromium names it: `browser`, `renderer`, `gpu-process`, `utility`. */
  readonly processType?: string;
}

/**
 * Microsoft's minidumpapiset.h: MINIDUMP_HEADER, MINIDUMP_DIRECTORY, MINIDUMP_STREAM_TYPE;
 * 0x43500001 is Crashpad's MinidumpCrashpadInfo (minidump/minidump_extensions.h).
 */
const SIGNATURE = 0x504d444d;
const HEADER = 32;
const DIRECTORY_ENTRY = 12;
const streams = { threads: 3, modules: 4, exception: 6, system: 7, crashpad: 0x43500001 } as const;
const MOST_STREAMS = 256;

const MODULE = 108;
const MOST_MODULES = 4096;
/**
 * In bytes: the most of a name that is shown; the longest path on Windows (UNICODE_STRING, ntdef.h); the most that is
 * read at once.
 */
const LONGEST_NAME = 1024;
const LONGEST_PATH = 65_536;
const NAME_PIECE = 1024;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const MOST_THREADS = 100_000;

function readDirectory(bytes: Bytes): ReadonlyMap<number, Location> {
  if (bytes.u32(0) !== SIGNATURE) throw new Malformed('it is not a minidump');
  const count = Math.min(bytes.u32(8), MOST_STREAMS);
  const start = bytes.u32(12);
  const found = new Map<number, Location>();
  for (let index = 0; index < count; index += 1) {
    const entry = start + index * DIRECTORY_ENTRY;
    const type = bytes.u32(entry);
    if (!found.has(type)) found.set(type, locationAt(bytes, entry + 4));
  }
  return found;
}

/** The offset of the instruction pointer in a CONTEXT, by PROCESSOR_ARCHITECTURE: x86, AMD64, ARM64 (winnt.h). */
const instruction: Readonly<Record<number, { readonly at: number; readonly wide: boolean }>> = {
  0: { at: 184, wide: false },
  9: { at: 248, wide: true },
  12: { at: 264, wide: true },
};

/**
 * MINIDUMP_EXCEPTION_STREAM: its thread, MINIDUMP_EXCEPTION with the code and an address, and the thread's context.
 * The address is the one that could not be accessed; the context has the instruction that tried.
 */
function readException(bytes: Bytes, { offset }: Location, architecture: number | undefined) {
  const context = locationAt(bytes, offset + 160);
  const place = architecture === undefined ? undefined : instruction[architecture];
  const counter =
    place &&
    attempt(() => {
      const at = context.offset + place.at;
      if (context.size < place.at + 8) throw new Malformed('the context is too short');
      return place.wide ? bytes.u64(at) : BigInt(bytes.u32(at));
    });
  return { code: bytes.u32(offset + 8), address: counter ?? bytes.u64(offset + 24) };
}

/** Where the last part of a path begins: after its last slash or backslash. Read from the end, chunk by chunk. */
function lastPartOf(bytes: Bytes, start: number, end: number): number {
  for (let to = end; to > start;) {
    const from = Math.max(start, to - NAME_PIECE);
    const units = bytes.slice(from, to - from);
    for (let at = to - from - 2; at >= 0; at -= 2) {
      const isSlash = units[at] === SLASH || units[at] === BACKSLASH;
      if (isSlash && units[at + 1] === 0) return from + at + 2;
    }
    to = from;
  }
  return start;
}

/**
 * MINIDUMP_STRING: its length in bytes, then UTF-16. A path is reduced to its last part, and nothing is cut off here:
 * the rest of a cut path can be a folder's name, and the scrubber does not recognize half an address.
 */
function readName(bytes: Bytes, offset: number): string {
  const length = bytes.u32(offset) & ~1;
  if (length > LONGEST_PATH) throw new Malformed('a path is longer than any system has');
  const end = offset + 4 + length;
  const start = lastPartOf(bytes, offset + 4, end);
  const shown = end - start;
  if (shown > LONGEST_NAME) throw new Malformed('a name is longer than any file system has');
  const units = bytes.slice(start, shown);
  let name = '';
  for (let at = 0; at < shown; at += 2)
    name += String.fromCharCode((units[at] ?? 0) | ((units[at + 1] ?? 0) << 8));
  return name.toWellFormed();
}

/** MINIDUMP_MODULE_LIST: the module that contains the address. Each MINIDUMP_MODULE begins with its base and size. */
function findModule(bytes: Bytes, { offset }: Location, address: bigint) {
  const count = Math.min(bytes.u32(offset), MOST_MODULES);
  for (let index = 0; index < count; index += 1) {
    const at = offset + 4 + index * MODULE;
    const base = bytes.u64(at);
    if (address < base || address >= base + BigInt(bytes.u32(at + 8))) continue;
    return { name: readName(bytes, bytes.u32(at + 20)), offset: address - base };
  }
  return undefined;
}

/** Reports what can be read of a dump; an unreadable part is left out. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

const present = <T extends object>(parts: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;

/**
 * Reads a minidump's header, exception, modules, system and threads: a few kilobytes of it, however large it is.
 * Nothing in the dump is trusted: every offset is checked, every count bounded.
 */
export function readMinidump(file: RandomAccess): Parsed<Minidump> {
  if (file.size === 0) return { ok: false, problem: 'it is empty' };
  if (file.size < HEADER) return { ok: false, problem: 'it is too short for a minidump' };
  const bytes = createBytes(file);
  try {
    const directory = readDirectory(bytes);
    const within = <T>(type: number, read: (location: Location) => T): T | undefined => {
      const location = directory.get(type);
      return location && attempt(() => read(location));
    };
    const platform = within(streams.system, ({ offset }) => bytes.u32(offset + 20));
    const architecture = within(streams.system, ({ offset }) => bytes.u16(offset));
    const exception = within(streams.exception, (location) =>
      readException(bytes, location, architecture),
    );
    const module =
      exception &&
      within(streams.modules, (location) => findModule(bytes, location, exception.address));
    const threads = within(streams.threads, ({ offset }) => bytes.u32(offset));
    const value = present<Minidump>({
      exceptionKind: exception && exceptionKind(platform, exception.code),
      crashedModule: module?.name,
      moduleOffset: module && `0x${module.offset.toString(16)}`,
      threadCount: threads !== undefined && threads <= MOST_THREADS ? threads : undefined,
      processType: within(streams.crashpad, (location) => readProcessType(bytes, location)),
    });
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, problem: error.message };
    throw error;
  }
}
