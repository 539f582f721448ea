import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { ChainCheck } from '../../contract/chainCheck.ts';
import { firstBreak, genesis } from '../../contract/ledger.ts';

export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');

/** An entry as stored. */
export interface Row {
  readonly seq: number;
  readonly at: string;
  readonly previous: string;
  readonly event: string;
  readonly hash: string;
}

/** Few enough that requests are answered between two slices. */
const SLICE = 1000;

/** A text that is no longer valid JSON produces a hash that doesn't match. */
export function eventOf({ event }: Row): unknown {
  try {
    return JSON.parse(event);
  } catch {
    return null;
  }
}

/**
 * Checks the chain of a log, even while a server appends to it. @param noted the hash of an entry written down
 * earlier.
 */
export async function verifyChain(path: string, noted: string | undefined): Promise<ChainCheck> {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 2000 });
  try {
    const slice = db.prepare(`SELECT seq, at, previous, event, hash FROM entries
      WHERE seq > ? ORDER BY seq LIMIT ${SLICE}`);
    let [entries, last, hasNoted] = [0, { seq: 0, hash: genesis }, noted === undefined];
    // Somebody may have given an entry a number below the first.
    let from = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = slice.all(from) as unknown as Row[];
      const chain = rows.map((row) => ({ ...row, event: eventOf(row) }));
      const broken = firstBreak(chain, sha256Hex, last) ?? null;
      const end = rows.at(-1) ?? null;
      if (end) [last, from] = [end, end.seq];
      entries += rows.length;
      hasNoted ||= rows.some((row) => row.hash === noted);
      const head = entries === 0 ? null : last.hash;
      if (broken || rows.length < SLICE) return { entries, head, hasNoted, broken };
      await setImmediate();
    }
  } finally {
    db.close();
  }
}
