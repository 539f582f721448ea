import { DatabaseSync } from 'node:sqlite';
import type { LedgerEntry, LedgerEvent } from '../../contract/ledger.ts';
import { chainOf } from '../../contract/testing/chain.testkit.ts';

export function readLedger(file: string): LedgerEntry[] {
  const database = new DatabaseSync(file);
  const rows = database.prepare('SELECT entry FROM ledger ORDER BY seq').all();
  database.close();
  return rows.map(({ entry }) => JSON.parse(String(entry)) as LedgerEntry);
}

/** An attack by someone who can write to the device's files, and rehashes the whole chain. */
export function rewriteLedger(
  file: string,
  change: (entries: LedgerEntry[]) => readonly LedgerEntry[],
): void {
  const chain = chainOf(change(readLedger(file)));
  const database = new DatabaseSync(file);
  database.exec('DROP TRIGGER never_changed; DROP TRIGGER never_deleted; DELETE FROM ledger');
  const insert = database.prepare('INSERT INTO ledger (seq, kind, entry) VALUES (?, ?, ?)');
  for (const entry of chain) insert.run(entry.seq, entry.event.kind, JSON.stringify(entry));
  database.close();
}

/** Replaces the person's choices about error reports. */
export const withOtherChoices = (entries: readonly LedgerEntry[]): LedgerEntry[] =>
  entries.map((entry) => {
    const { event } = entry;
    if (event.kind !== 'choice') return entry;
    const other: LedgerEvent = { ...event, errorReports: !event.errorReports };
    return { ...entry, event: other };
  });
