import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { firstBreak, ledgerEntry, type LedgerEntry } from '../../../contract/ledger.ts';
import type { LedgerFile } from '../../core/ports/ledger.ts';
import { isUnreadable, prepareFile, setAside } from '../files/sqliteFile.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ledger_by_kind ON ledger (kind, seq);
  CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON ledger BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
  END;
  CREATE TRIGGER IF NOT EXISTS never_deleted BEFORE DELETE ON ledger BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
  END;
`;

const row = z.object({ entry: z.string() });
const parse = (found: unknown): LedgerEntry => {
  const { entry } = row.parse(found);
  try {
    return ledgerEntry.parse(JSON.parse(entry));
  } catch (error) {
    // A text that is not JSON is as little ours as JSON of another shape.
    throw error instanceof SyntaxError ? new z.ZodError([]) : error;
  }
};

function* parsed(rows: Iterable<unknown>): Iterable<LedgerEntry> {
  for (const found of rows) yield parse(found);
}

const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');

function open(file: string) {
  prepareFile(file);
  const database = new DatabaseSync(file);
  try {
    // Each entry is on disk once it is written: a power cut must not lose a choice.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;',
    );
    database.exec(SCHEMA);
    const statements = {
      append: database.prepare('INSERT INTO ledger (seq, kind, entry) VALUES (?, ?, ?)'),
      last: database.prepare('SELECT entry FROM ledger ORDER BY seq DESC LIMIT 1'),
      find: database.prepare('SELECT entry FROM ledger WHERE seq = ?'),
      latest: database.prepare('SELECT entry FROM ledger WHERE kind = ? ORDER BY seq DESC LIMIT 1'),
      all: database.prepare('SELECT entry FROM ledger ORDER BY seq'),
    };
    // Reads all of it, once: a damaged ledger is set aside before anything is added to it.
    const broken = firstBreak(parsed(statements.all.iterate()), sha256Hex);
    if (broken) throw new z.ZodError([]);
    return { database, statements };
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * The ledger in `ledger.db`. A damaged one, or one whose chain is broken, is set aside under another name, and a new
 * one begun.
 */
export function createLedgerFile(ports: {
  folder: string;
  now: () => number;
  onSetAside: (file: string) => void;
}): LedgerFile & { readonly close: () => void } {
  const file = join(ports.folder, 'ledger.db');
  let opened: ReturnType<typeof open> | undefined;
  let aside: string | undefined;

  const access = () => {
    if (opened) return opened.statements;
    try {
      opened = open(file);
    } catch (error) {
      // SQLite's own message does not name the file.
      if (!isUnreadable(error)) throw new Error(`${file}: ${String(error)}`, { cause: error });
      aside = setAside(file, ports.now());
      ports.onSetAside(aside);
      opened = open(file);
    }
    return opened.statements;
  };

  return {
    append: (entry) => void access().append.run(entry.seq, entry.event.kind, JSON.stringify(entry)),
    last: () => access().last.all().map(parse)[0],
    latest: (kind) => access().latest.all(kind).map(parse)[0],
    find: (seq) => access().find.all(seq).map(parse)[0],
    all: () => access().all.all().map(parse),
    setAside: () => aside,
    close() {
      opened?.database.close();
      opened = undefined;
    },
  };
}
