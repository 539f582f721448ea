import type { DatabaseSync } from 'node:sqlite';

/** Pages in the write-ahead log after which SQLite empties it by itself; SQLite's own default. */
const USUAL_PAGES = 1000;

const thaws = new WeakMap<DatabaseSync, () => void>();

/** Empties the write-ahead logs into the databases' files. Throws if that is not possible. */
export function checkpoint(db: DatabaseSync): void {
  const result = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (result?.['busy'] !== 0) throw new Error('the write-ahead log could not be emptied');
}

/** Lets frozen files change again, and tells whoever is copying them. */
export function thaw(db: DatabaseSync): void {
  thaws.get(db)?.();
}

/**
 * Keeps the files of a database, and of those attached to it, as they are now, so that another process can copy them:
 * later writes stay in the write-ahead log. Throws if the files can't be written.
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
