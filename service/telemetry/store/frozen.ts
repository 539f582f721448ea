import type { DatabaseSync } from 'node:sqlite';

/** Pages in the write-ahead log after which SQLite empties it by itself; SQLite's own default. */
const USUAL_PAGES = 1000;

const thaws = new WeakMap<DatabaseSync, () => void>();

/** Empties the write-ahead logs into the databases' files. Throws where that can't be. */
export function checkpoint(db: DatabaseSync): void {
  const result = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (result?.['busy'] !== 0) throw new Error('the write-ahead log could not be emptied');
}

/** Lets the files change again, where they don't; who copies them is told. */
export function thaw(db: DatabaseSync): void {
  thaws.get(db)?.();
}

/**
 * Keeps the files of a database, and of those attached to it, as they are at this moment, so that another process can
 * copy them: what is written from now on stays in the write-ahead log. Throws where they can't be written.
 * @param onThaw called once, as soon as they may change.
 */
export function freeze(db: DatabaseSync, onThaw: () => void): void {
  thaw(db);
  db.exec('PRAGMA wal_autocheckpoint = 0');
  thaws.set(db, () => {
    thaws.delete(db);
    db.exec(`PRAGMA wal_autocheckpoint = ${USUAL_PAGES}`);
    onThaw();
  });
  try {
    checkpoint(db);
  } catch (error) {
    thaw(db);
    throw error;
  }
}
