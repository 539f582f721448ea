import { locationAt, type Bytes, type Location } from './bytes.ts';

/**
 * Crashpad's minidump/minidump_extensions.h. MinidumpCrashpadInfo: version, two UUIDs, then the locations of the
 * process's simple annotations and of each module's, among which Chromium writes its own.
 */
const SIMPLE_ANNOTATIONS = 36;
const MODULES = 44;
const MODULE_LINK = 12;
const SIMPLE_ENTRY = 8;
/** MinidumpModuleCrashpadInfo: version, then the locations of three kinds of annotations. */
const MODULE_SIMPLE = 12;
const MODULE_OBJECTS = 20;
const OBJECT = 12;
const STRING_TYPE = 1;

const MOST = 256;
const LONGEST_KEY = 64;
const LONGEST_VALUE = 24;

/** The annotation that names the process: `ptype` in Chromium, `process_type` in Electron. */
const keys = new Set(['ptype', 'process_type']);

/**
 * MinidumpUTF8String and MinidumpByteArray: a length in bytes, then the bytes. undefined if it is too long for us.
 */
function readText(bytes: Bytes, offset: number, longest: number): string | undefined {
  const length = bytes.u32(offset);
  if (length > longest) return undefined;
  return String.fromCharCode(...bytes.slice(offset + 4, length));
}

const countAt = (bytes: Bytes, offset: number): number => Math.min(bytes.u32(offset), MOST);

function fromSimple(bytes: Bytes, { size, offset }: Location): string | undefined {
  if (size === 0) return undefined;
  for (let index = 0; index < countAt(bytes, offset); index += 1) {
    const entry = offset + 4 + index * SIMPLE_ENTRY;
    if (keys.has(readText(bytes, bytes.u32(entry), LONGEST_KEY) ?? ''))
      return readText(bytes, bytes.u32(entry + 4), LONGEST_VALUE);
  }
  return undefined;
}

function fromObjects(bytes: Bytes, { size, offset }: Location): string | undefined {
  if (size === 0) return undefined;
  for (let index = 0; index < countAt(bytes, offset); index += 1) {
    const entry = offset + 4 + index * OBJECT;
    if (bytes.u16(entry + 4) !== STRING_TYPE) continue;
    if (keys.has(readText(bytes, bytes.u32(entry), LONGEST_KEY) ?? ''))
      return readText(bytes, bytes.u32(entry + 8), LONGEST_VALUE);
  }
  return undefined;
}

/** The type of the process that a dump is of, by Crashpad's annotations. */
export function readProcessType(bytes: Bytes, { offset }: Location): string | undefined {
  const simple = fromSimple(bytes, locationAt(bytes, offset + SIMPLE_ANNOTATIONS));
  if (simple !== undefined) return simple;
  const modules = locationAt(bytes, offset + MODULES);
  if (modules.size === 0) return undefined;
  for (let index = 0; index < countAt(bytes, modules.offset); index += 1) {
    const info = locationAt(bytes, modules.offset + 4 + index * MODULE_LINK + 4).offset;
    const found =
      fromSimple(bytes, locationAt(bytes, info + MODULE_SIMPLE)) ??
      fromObjects(bytes, locationAt(bytes, info + MODULE_OBJECTS));
    if (found !== undefined) return found;
  }
  return undefined;
}
