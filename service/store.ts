import type { DatabaseSync } from 'node:sqlite';
import type { Category, Surface } from '../contract/catalogue.ts';

/** A record as it is stored: after the second hash, and without the line it came in. */
export interface NewRow {
  readonly id: string;
  readonly category: Category;
  readonly surface: Surface;
  readonly name: string;
  readonly at: string;
  readonly appName: string;
  readonly appVersion: string;
  readonly owner: string | null;
  /** As JSON. */
  readonly fields: string;
  readonly pepperId: string | null;
  /** Sealed where the record was rehashed, since a bare digest would let a guessed account be tried. */
  readonly digest: string;
}

export type Verdict =
  | { readonly kind: 'stored' | 'repeated'; readonly receivedAt: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface StoredRow extends Omit<NewRow, 'owner'> {
  readonly seq: number;
  readonly receivedAt: string;
  readonly day: string;
}

export interface Erasure {
  readonly erased: number;
  readonly at: string;
}

export interface Store {
  /** Stores all rows in one transaction, and is back once they are on disk. */
  readonly save: (rows: readonly NewRow[], receivedAt: string) => Verdict[];
  /** Erases an owner's rows for good, also from the files; again, it tells what it did the first time. */
  readonly erase: (owner: string, at: string) => Erasure;
  /** Rows after a sequence number, oldest first. */
  readonly read: (category: Category | null, after: number, limit: number) => StoredRow[];
  /** The sequence number before the first row that arrived at an instant or later. */
  readonly before: (receivedAt: string) => number;
  /** Throws unless the database answers. */
  readonly check: () => void;
  readonly bytes: () => number;
  readonly close: () => void;
}

const sql = {
  insert: `INSERT INTO records (id, category, surface, name, at, received_at, day, app_name,
    app_version, owner, fields, pepper_id, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING`,
  find: 'SELECT digest, received_at AS receivedAt FROM records WHERE id = ?',
  withdrawn: 'SELECT at, erased FROM withdrawals WHERE owner = ?',
  erase: 'DELETE FROM records WHERE owner = ?',
  withdraw: 'INSERT INTO withdrawals (owner, at, erased) VALUES (?, ?, ?)',
  read: `SELECT seq, id, category, surface, name, at, received_at AS receivedAt, day,
    app_name AS appName, app_version AS appVersion, fields, pepper_id AS pepperId, digest
    FROM records WHERE seq > ? AND (? IS NULL OR category = ?) ORDER BY seq LIMIT ?`,
  before: `SELECT min(+seq) - 1 AS seq FROM records INDEXED BY records_by_arrival
    WHERE received_at >= ?`,
  last: 'SELECT max(seq) AS seq FROM records',
  size: 'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
} as const;

type Statements = Readonly<Record<keyof typeof sql, ReturnType<DatabaseSync['prepare']>>>;

function prepareAll(db: DatabaseSync): Statements {
  const entries = Object.entries(sql).map(([name, text]) => [name, db.prepare(text)]);
  return Object.fromEntries(entries) as Statements;
}

/** Runs it in one transaction, and leaves nothing behind where it throws. */
function transaction<T>(db: DatabaseSync, run: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function saveOne(statements: Statements, row: NewRow, receivedAt: string): Verdict {
  const { id, category, surface, name, at, appName, appVersion, owner } = row;
  if (owner !== null && statements.withdrawn.get(owner))
    return { kind: 'refused', reason: 'owner: withdrawn' };
  const day = at.slice(0, 10);
  const where = [id, category, surface, name, at, receivedAt, day, appName, appVersion] as const;
  const { changes } = statements.insert.run(...where, owner, row.fields, row.pepperId, row.digest);
  if (changes === 1) return { kind: 'stored', receivedAt };
  const first = statements.find.get(id);
  return first?.['digest'] === row.digest
    ? { kind: 'repeated', receivedAt: String(first['receivedAt']) }
    : { kind: 'refused', reason: 'id: already used for another record' };
}

/** The service's records in SQLite. */
export function createStore(db: DatabaseSync): Store {
  const statements = prepareAll(db);

  function emptyLog(): void {
    const result = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (result?.['busy'] !== 0) throw new Error('the write-ahead log could not be emptied');
  }

  function erase(owner: string, at: string): Erasure {
    const erasure = transaction(db, () => {
      const before = statements.withdrawn.get(owner);
      if (before) return { erased: Number(before['erased']), at: String(before['at']) };
      const erased = Number(statements.erase.run(owner).changes);
      statements.withdraw.run(owner, at, erased);
      return { erased, at };
    });
    emptyLog();
    return erasure;
  }

  return {
    save: (rows, receivedAt) =>
      transaction(db, () => rows.map((row) => saveOne(statements, row, receivedAt))),
    erase,
    read: (category, after, limit) =>
      statements.read.all(after, category, category, limit) as unknown as StoredRow[],
    before: (receivedAt) => {
      const first = statements.before.get(receivedAt)?.['seq'];
      return Number(first ?? statements.last.get()?.['seq'] ?? 0);
    },
    check: () => {
      statements.last.get();
    },
    bytes: () => Number(statements.size.get()?.['bytes'] ?? 0),
    close: () => {
      db.close();
    },
  };
}
