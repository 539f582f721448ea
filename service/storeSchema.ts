import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { makeEmptyFile } from './ownerFile.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
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
  ) STRICT;
  CREATE INDEX IF NOT EXISTS records_by_owner ON records (owner) WHERE owner IS NOT NULL;
  CREATE INDEX IF NOT EXISTS records_by_arrival ON records (received_at);
  CREATE TABLE IF NOT EXISTS withdrawals (
    owner TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    erased INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

// SQLite's result codes SQLITE_CORRUPT and SQLITE_NOTADB.
const unreadableCodes = [11, 26];

function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return unreadableCodes.includes(Number(error.errcode) & 0xff);
}

class Unreadable extends Error {}

function open(path: string): DatabaseSync {
  makeEmptyFile(path);
  const db = new DatabaseSync(path, { timeout: 2000 });
  try {
    // FULL makes a commit wait for the disk, so that a receipt outlives a power cut.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    const found = db.prepare('PRAGMA quick_check(1)').get();
    if (found?.['quick_check'] !== 'ok') throw new Unreadable();
    db.exec(schema);
    // What a stop between an erasure and its checkpoint left behind goes now.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return db;
  } catch (error) {
    db.close();
    throw isUnreadable(error) ? new Unreadable() : error;
  }
}

/** Opens the database; one that can't be read is set aside under another name, and a new one made. */
export function openDatabase(
  path: string,
  { now, log }: { readonly now: Date; readonly log: (line: string) => void },
): DatabaseSync {
  try {
    return open(path);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  const aside = `${path}.unreadable-${now.toISOString().replace(/[:.]/g, '-')}`;
  for (const part of ['', '-wal', '-shm'])
    if (existsSync(path + part)) renameSync(path + part, aside + part);
  log(
    `the database ${path} can't be read: it is set aside as ${aside}, and a new one is made. Withdrawals don't reach what is set aside: delete it once it is examined`,
  );
  return open(path);
}
