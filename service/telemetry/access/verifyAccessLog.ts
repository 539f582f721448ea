import { DatabaseSync } from 'node:sqlite';
import { firstBreak, type Broken, type ChainEntry } from '../../../contract/ledger.ts';
import { sha256Hex, type Row } from './accessLog.ts';

/** A text that is no JSON any more makes a hash that does not fit. */
function eventOf({ event }: Row): unknown {
  try {
    return JSON.parse(event);
  } catch {
    return null;
  }
}

/** What became of a log that somebody wants to know is whole. */
export interface Verified {
  readonly entries: number;
  /** The hash of the last entry; undefined where there is none. */
  readonly head: string | undefined;
  /** Whether the entry with the hash that was asked for is in it. */
  readonly hasNoted: boolean;
  readonly broken: Broken | undefined;
}

/** Checks the chain of a log, also while the service adds to it. @param noted the hash of an entry, noted down earlier. */
export function verifyAccessLog(path: string, noted: string | undefined): Verified {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 2000 });
  try {
    const seen: { entries: number; head: string | undefined; hasNoted: boolean } = {
      entries: 0,
      head: undefined,
      hasNoted: noted === undefined,
    };
    function* entries(): Iterable<ChainEntry> {
      for (const row of db
        .prepare('SELECT seq, at, previous, event, hash FROM entries ORDER BY seq')
        .iterate() as Iterable<unknown> as Iterable<Row>) {
        seen.entries += 1;
        seen.head = row.hash;
        seen.hasNoted ||= row.hash === noted;
        yield { ...row, event: eventOf(row) };
      }
    }
    const broken = firstBreak(entries(), sha256Hex);
    return { ...seen, broken };
  } finally {
    db.close();
  }
}
