import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isFull } from '../../../contract/sqlite.ts';
import type { Log } from '../../shared/outcome.ts';
import { statesSchema } from '../errors/states/statesSchema.ts';
import { addTypedFunctions, derivedTables, insightsSchema, refill } from '../insights/typedRows.ts';
import { dayCountsSchema } from './dayCounts.ts';
import { replaceMisshapen } from '../../shared/derivedTables.ts';
import { openOrSetAside } from '../../shared/openOrSetAside.ts';

/** Without row numbers, which would reveal the order in which records arrived. */
export const recordsSchema = `
  CREATE TABLE IF NOT EXISTS records (
    id TEXT PRIMARY KEY,
    sent_id TEXT,
    category TEXT NOT NULL,
    surface TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    day TEXT NOT NULL,
    app_name TEXT NOT NULL,
    app_version TEXT NOT NULL,
    owner TEXT,
    fields TEXT NOT NULL,
    pepper_id TEXT,
    digest TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS records_by_owner ON records (owner) WHERE owner IS NOT NULL;
  CREATE INDEX IF NOT EXISTS records_by_arrival ON records (received_at, id);
  CREATE INDEX IF NOT EXISTS errors_by_arrival ON records (received_at) WHERE category = 'error';
  CREATE INDEX IF NOT EXISTS crashes_by_arrival ON records (received_at) WHERE name = 'crash';
  CREATE TABLE IF NOT EXISTS dumps (
    record TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    owner TEXT,
    received_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS dumps_by_digest ON dumps (digest);
  CREATE INDEX IF NOT EXISTS dumps_by_owner ON dumps (owner);
  CREATE TABLE IF NOT EXISTS trial (id INTEGER PRIMARY KEY, room BLOB) STRICT;
  ${dayCountsSchema}
  ${insightsSchema}
  ${statesSchema}
`;

const withdrawalsSchema = `
  CREATE TABLE IF NOT EXISTS withdrawals (
    owner TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    erased INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS withdrawals_by_age ON withdrawals (at);
`;

// EXCLUSIVE needs no shared-memory file, for which a full disk has no room. FULL makes a commit wait for the disk, so
// that a receipt survives a power cut. Rows go to places all over their tables, so that SQLite's usual 2 MB of pages would
// mostly be read again.
const CACHE_KIB = 64 * 1024;
const pragmas = `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON; PRAGMA cache_size = -${String(CACHE_KIB)};`;

interface Ports {
  readonly now: Date;
  readonly log: Log;
}

function openOrReplace(
  path: string,
  { schema, derived }: { readonly schema: string; readonly derived: readonly string[] },
  { now, log }: Ports,
): DatabaseSync {
  const { db, aside, emptied } = openOrSetAside(path, { pragmas, schema, derived }, now);
  if (aside !== null) log((t) => t('serviceCommand.setAside', { path, aside }));
  const made = [...emptied, ...replaceMisshapen(db, { schema, derived })];
  refill(db, made);
  if (made.length > 0) log((t) => t('serviceCommand.tablesRemade', { tables: made.join(', ') }));
  return db;
}

/** Finishes interrupted erasures, and empties the log of what they erased. */
function finishErasures(db: DatabaseSync, log: Ports['log']): void {
  try {
    db.exec('DELETE FROM records WHERE owner IN (SELECT owner FROM kept.withdrawals)');
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!isFull(error)) throw error;
    log((t) => t('serviceCommand.diskFull'));
  }
}

/**
 * Opens the database, with the withdrawals in a file of their own beside it, so that they outlast it. An unreadable one
 * is set aside under another name, and a new one made.
 */
export function openDatabase(path: string, ports: Ports): DatabaseSync {
  const kept = join(dirname(path), 'withdrawals.db');
  openOrReplace(kept, { schema: withdrawalsSchema, derived: [] }, ports).close();
  const db = openOrReplace(path, { schema: recordsSchema, derived: derivedTables }, ports);
  try {
    addTypedFunctions(db);
    db.prepare('ATTACH ? AS kept').run(kept);
    db.exec('PRAGMA kept.synchronous = FULL; PRAGMA kept.secure_delete = ON;');
    finishErasures(db, ports.log);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
