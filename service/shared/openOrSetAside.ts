import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isCorrupt } from '../../contract/sqlite.ts';
import { makeEmptyFile } from './ownerFile.ts';
import { takeOutDamaged } from './derivedTables.ts';

class Unreadable extends Error {}

interface Kind {
  /** Its settings, as `PRAGMA` statements. */
  readonly pragmas: string;
  readonly schema: string;
  /** Tables that can be derived anew from the others, and so are removed if only they are damaged. */
  readonly derived?: readonly string[];
}

function open(path: string, { pragmas, schema }: Kind): DatabaseSync {
  makeEmptyFile(path);
  const db = new DatabaseSync(path, { timeout: 2000 });
  try {
    db.exec(pragmas);
    const found = db.prepare('PRAGMA quick_check(1)').get();
    if (found?.['quick_check'] !== 'ok') throw new Unreadable();
    db.exec(schema);
    return db;
  } catch (error) {
    db.close();
    throw isCorrupt(error) ? new Unreadable() : error;
  }
}

/**
 * Opens a database that only its owner can read; an unreadable one is set aside under another name, and a new one made.
 * @returns the database; the name under which the former one was set aside, null if there was none; and which derived
 * tables were damaged, and are empty now.
 */
export function openOrSetAside(
  path: string,
  kind: Kind,
  now: Date,
): { readonly db: DatabaseSync; readonly aside: string | null; readonly emptied: string[] } {
  try {
    return { db: open(path, kind), aside: null, emptied: [] };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  const emptied = takeOutDamaged(path, kind);
  try {
    if (emptied.length > 0) return { db: open(path, kind), aside: null, emptied };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  const aside = `${path}.unreadable-${now.toISOString().replace(/[:.]/g, '-')}`;
  for (const part of ['', '-wal', '-shm', '-journal'])
    if (existsSync(path + part)) renameSync(path + part, aside + part);
  return { db: open(path, kind), aside, emptied: [] };
}
