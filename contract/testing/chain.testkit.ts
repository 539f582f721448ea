import { createHash } from 'node:crypto';
import { entryText, genesis, type LedgerEntry } from '../ledger.ts';

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The chain of these events, numbered and hashed as Candor does. */
export function chainOf(entries: readonly Pick<LedgerEntry, 'at' | 'event'>[]): LedgerEntry[] {
  const chain: LedgerEntry[] = [];
  for (const [index, { at, event }] of entries.entries()) {
    const previous = chain.at(-1)?.hash ?? genesis;
    const unhashed = { seq: index + 1, at, previous, event };
    chain.push({ ...unhashed, hash: sha256Hex(entryText(unhashed)) });
  }
  return chain;
}
