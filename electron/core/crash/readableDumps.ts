import { readMinidump, type Minidump } from '../minidump/readMinidump.ts';
import type { FoundDump, FoundDumps } from '../ports/dumps.ts';
import type { Log } from '../ports/system.ts';

export interface ReadableDump {
  readonly found: FoundDump;
  readonly read: Minidump;
}

/**
 * What lies in the crash folder and is a dump; what is none is logged and deleted. A folder that can't be
 * read has none, and a file that can't be read, or that vanishes, is passed over.
 */
export function readableDumps(dumps: FoundDumps, log: Log): readonly ReadableDump[] {
  let all: readonly FoundDump[];
  try {
    all = dumps.found();
  } catch (error) {
    log.warn(`crashes: the crash folder can’t be read: ${String(error)}`);
    return [];
  }
  return all.flatMap((found) => {
    try {
      const read = dumps.inspect(found.name, readMinidump);
      if (read?.ok) return [{ found, read: read.value }];
      if (read) {
        log.warn(`crashes: ${found.name} was passed over: ${read.problem}`);
        dumps.discard(found.name);
      }
    } catch (error) {
      log.warn(`crashes: ${found.name} was passed over: ${String(error)}`);
    }
    return [];
  });
}
