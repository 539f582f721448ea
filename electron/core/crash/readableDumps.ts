import { readMinidump, type Minidump } from '../minidump/readMinidump.ts';
import type { FoundDump, FoundDumps } from '../ports/dumps.ts';
import type { Log } from '../ports/system.ts';

export interface ReadableDump {
  readonly found: FoundDump;
  readonly read: Minidump;
}

/**
 * The dumps in the crash folder; anything else there is logged and deleted. An unreadable folder has none, and a file
 * that is unreadable, or vanishes, is skipped.
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
        dumps.deleteFound(found.name);
      }
    } catch (error) {
      log.warn(`crashes: ${found.name} was passed over: ${String(error)}`);
    }
    return [];
  });
}
