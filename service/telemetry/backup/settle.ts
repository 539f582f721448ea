import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import type { Log } from '../../shared/outcome.ts';
import { createCrashStore } from '../crashes/crashStore.ts';
import { openDumpFolder } from '../crashes/dumpFolder.ts';
import { emptyLogs } from '../store/erase.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { erasuresFile, openJournal, type ErasureEntry } from './journal.ts';

const sql = {
  count: 'SELECT count(*) AS rows FROM records',
  withdraw: `INSERT INTO kept.withdrawals (owner, at, erased) VALUES (?, ?, ?)
    ON CONFLICT (owner) DO NOTHING`,
  eraseWithdrawn: 'DELETE FROM records WHERE owner IN (SELECT owner FROM kept.withdrawals)',
  eraseCounts:
    "DELETE FROM day_counts WHERE whose = 'owner' AND key IN (SELECT owner FROM kept.withdrawals)",
  erase: 'DELETE FROM records WHERE id IN (SELECT value FROM json_each(?))',
  dumps: 'SELECT DISTINCT digest FROM dumps',
  forgetDump: 'DELETE FROM dumps WHERE digest = ?',
} as const;

/** Longer than any dump is kept, so that none is deleted by age here; the service does that as configured. */
const EVERY_DUMP_DAYS = 36_500;

function eraseAgain(db: DatabaseSync, entries: readonly ErasureEntry[]): void {
  const withdraw = db.prepare(sql.withdraw);
  const erase = db.prepare(sql.erase);
  transaction(db, () => {
    for (const entry of entries)
      if (entry.kind === 'withdrawal') withdraw.run(entry.owner, entry.at, entry.erased);
      else erase.run(JSON.stringify(entry.ids));
    db.exec(`${sql.eraseWithdrawn}; ${sql.eraseCounts}`);
  });
}

/**
 * Erases from a restored folder what was erased since the back-up, and the mentions of files that had been deleted
 * before they were copied; the journal of erasures continues from there.
 * @returns the number of records erased.
 */
export function settle(
  folder: DataFolder,
  {
    entries,
    now,
    log,
  }: { readonly entries: readonly ErasureEntry[]; readonly now: Date; readonly log: Log },
): number {
  const db = openDatabase(folder.file('records.db'), { now, log });
  try {
    const before = Number(db.prepare(sql.count).get()?.['rows']);
    eraseAgain(db, entries);
    const dumps = openDumpFolder(folder.file('dumps'));
    const forget = db.prepare(sql.forgetDump);
    for (const { digest } of db.prepare(sql.dumps).all())
      if (!existsSync(dumps.pathOf(String(digest)))) forget.run(digest ?? null);
    createCrashStore(db, { folder: dumps, keepDays: EVERY_DUMP_DAYS }).tidy(now);
    emptyLogs(db);
    openJournal(folder.file(erasuresFile), '').add(entries.map((entry) => JSON.stringify(entry)));
    return before - Number(db.prepare(sql.count).get()?.['rows']);
  } finally {
    db.close();
  }
}
