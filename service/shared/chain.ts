import type { DatabaseSync } from 'node:sqlite';
import { entryText, genesis } from '../../contract/ledger.ts';
import { transaction } from '../../contract/sqlite.ts';
import { openOrSetAside } from './openOrSetAside.ts';
import { eventOf, sha256Hex, type Row } from './verifyChain.ts';

/** No program that uses this schema changes or deletes an entry; doing so some other way breaks the chain. */
const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    previous TEXT NOT NULL,
    event TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entries_by_time ON entries (at);
  CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE DELETE ON entries
    BEGIN SELECT raise(ABORT, 'entries are not deleted'); END;
  CREATE TRIGGER IF NOT EXISTS entries_stay_as_they_are BEFORE UPDATE ON entries
    BEGIN SELECT raise(ABORT, 'entries are not changed'); END;
`;

// A rollback journal, so that the log opens even if the disk is full; EXTRA makes commits survive a power cut.
const pragmas = 'PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;';

const sql = {
  last: 'SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1',
  insert: 'INSERT INTO entries (seq, at, previous, event, hash) VALUES (?, ?, ?, ?, ?)',
} as const;

/** An append-only book in a database of its own: each entry's hash covers the one before. */
export interface Chain<Event> {
  readonly db: DatabaseSync;
  /** The name under which a file that could not be read was set aside; null if there was none. */
  readonly aside: string | null;
  readonly head: () => { readonly seq: number; readonly hash: string } | null;
  /** Adds an entry, after a first one where there is none. Throws SQLite's errors; only within a transaction. */
  readonly append: (event: Event) => void;
  /** Runs steps whole or not at all, while no other process writes. */
  readonly exclusively: <T>(steps: () => T) => T;
}

/**
 * Opens a chain; an unreadable one is renamed, and a new one begun.
 * @param kind the first entry, and the tables that it has besides.
 */
export function openChain<Event>(
  path: string,
  clock: () => Date,
  kind: { readonly began: (replaces: string | null) => Event; readonly schema?: string },
): Chain<Event> {
  const { db, aside } = openOrSetAside(
    path,
    { pragmas, schema: schema + (kind.schema ?? '') },
    clock(),
  );
  const last = db.prepare(sql.last);
  const insert = db.prepare(sql.insert);
  const head = () => (last.get() as { seq: number; hash: string } | undefined) ?? null;
  const add = (event: Event): void => {
    const before = head();
    const entry = {
      seq: (before?.seq ?? 0) + 1,
      at: clock().toISOString(),
      previous: before?.hash ?? genesis,
      event,
    };
    const { seq, at, previous } = entry;
    insert.run(seq, at, previous, JSON.stringify(event), sha256Hex(entryText(entry)));
  };
  return {
    db,
    aside,
    head,
    append(event) {
      if (head() === null) add(kind.began(aside));
      add(event);
    },
    exclusively: (steps) => transaction(db, steps),
  };
}

/** An entry as written, or as somebody changed it in the file; the chain reveals that. */
export const entryOf = (row: Row) => ({ ...row, event: eventOf(row) });
