import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LastSession, SessionMark } from '../../core/ports/session.ts';
import { isOdd, moveAside } from '../files/oddFile.ts';

const markSchema = z.object({
  startedAt: z.number(),
  errorsSince: z.number().nullable(),
  ended: z.boolean(),
});

/** What the last session left; an unreadable mark counts as an unknown end, of which nothing may be reported. */
function readLast(file: string): LastSession | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined; // The first start, or an unreadable folder.
  }
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    return { startedAt: 0, errorsSince: null, ended: false };
  }
}

/**
 * Marks the session on disk in `session.json`, so that the next one knows how it ended.
 * @param now milliseconds since 1970.
 */
export function openSessionMark(
  folder: string,
  now: number,
  onSetAside: (file: string) => void,
): SessionMark {
  const file = join(folder, 'session.json');
  if (isOdd(file)) onSetAside(moveAside(file, now));
  const last = readLast(file);
  let current: LastSession = { startedAt: now, errorsSince: null, ended: false };
  const write = () => {
    try {
      writeFileSync(file, JSON.stringify(current), { mode: 0o600 });
    } catch {
      // On a full disk a mark could stay that allows more than now: better none than that.
      rmSync(file, { force: true });
    }
  };
  // If it can neither be written nor removed, each later session would be told what was true of an earlier one.
  write();
  return {
    last,
    note(errorsSince) {
      current = { ...current, errorsSince };
      write();
    },
    end() {
      current = { ...current, ended: true };
      write();
    },
  };
}
