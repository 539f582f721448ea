import type { DatabaseSync } from 'node:sqlite';
import type { Category, Surface } from '../../../contract/datum.ts';
import { transaction } from '../../../contract/sqlite.ts';
import type { TypedFields } from '../insights/typedFields.ts';
import type { NoteErasure } from '../backup/journal.ts';
import { createTypedInsert } from '../insights/typedInsert.ts';
import { keptId, keptInstant } from './coarse.ts';
import { createErase, type Erasure } from './erase.ts';
import { noReserve, type Reserve } from './reserve.ts';
import { prepareStatements, type Statements } from './statements.ts';

/** A record as it is stored: after the second hash, and without its original line. */
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
  /** The fields that insights need. */
  readonly typed: TypedFields;
  readonly pepperId: string | null;
  /** Sealed if the record was rehashed: a bare digest would let anyone test a guessed account. */
  readonly digest: string;
}

export type Verdict =
  | { readonly kind: 'stored' | 'repeated'; readonly receivedAt: string; readonly keptId: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface StoredRow extends Omit<NewRow, 'owner' | 'typed'> {
  readonly keptId: string;
  readonly receivedAt: string;
  readonly day: string;
}

/** Where a page begins: after the row with this id among those that arrived at this instant. */
export interface Cursor {
  readonly receivedAt: string;
  readonly keptId: string;
}

export interface Store {
  /** Stores all rows in one transaction, with what `alongside` writes, and returns once they are on disk. */
  readonly save: (
    rows: readonly NewRow[],
    receivedAt: string,
    alongside?: (verdicts: readonly Verdict[]) => void,
  ) => Verdict[];
  /** Erases an owner's rows for good, also from the files; if repeated, it returns what it returned the first time. */
  readonly erase: (owner: string, at: string) => Promise<Erasure>;
  /** Rows after a place, by arrival; those of the same arrival in an order that reveals nothing. */
  readonly read: (which: {
    readonly category: Category | null;
    readonly after: Cursor;
    /** Only rows that arrived before this instant, ISO 8601. */
    readonly until: string;
    readonly limit: number;
  }) => StoredRow[];
  /** The row that is read out under this id; undefined if there is none. */
  readonly find: (id: string) => StoredRow | undefined;
  /** Throws unless the database can be read and written. */
  readonly check: () => void;
  readonly bytes: () => number;
  readonly close: () => void;
}

type TypedInsert = ReturnType<typeof createTypedInsert>;

// Longer than any single record needs.
const trialBytes = 128 * 1024;
const trialMs = 1000;

function saveOne(
  { statements, typed }: { statements: Statements; typed: TypedInsert },
  row: NewRow,
  arrival: string,
): Verdict {
  const { category, surface, name, at, appName, appVersion, owner, pepperId, digest } = row;
  if (owner !== null && statements.withdrawn.get(owner))
    return { kind: 'refused', reason: 'owner: withdrawn' };
  const id = keptId(row.id);
  const receivedAt = keptInstant(category, arrival);
  const day = at.slice(0, 10);
  const { changes } = statements.insert.run(
    id,
    category === 'error' ? row.id : null,
    category,
    surface,
    name,
    keptInstant(category, at),
    receivedAt,
    day,
    appName,
    appVersion,
    owner,
    row.fields,
    pepperId,
    digest,
  );
  if (changes === 1) {
    typed.insert({ id, category, surface, version: appVersion, day, receivedAt, typed: row.typed });
    return { kind: 'stored', receivedAt, keptId: id };
  }
  const first = statements.find.get(id);
  return first?.['digest'] === digest
    ? { kind: 'repeated', receivedAt: String(first['receivedAt']), keptId: id }
    : { kind: 'refused', reason: 'id: already used for another record' };
}

/** Checks whether a record would find room; a good answer is reused for a moment, since anyone may ask. */
function createCheck(db: DatabaseSync, statements: Statements) {
  let goodUntil = -Infinity;
  return {
    failed: () => {
      goodUntil = -Infinity;
    },
    check: () => {
      statements.any.get();
      if (performance.now() < goodUntil) return;
      transaction(db, () => statements.trial.run(trialBytes));
      goodUntil = performance.now() + trialMs;
    },
  };
}

/** The service's records in SQLite. */
export function createStore(
  db: DatabaseSync,
  reserve: Reserve = noReserve,
  mostWithdrawals = Infinity,
  note: NoteErasure = () => true,
): Store {
  const statements = prepareStatements(db);
  const typed = createTypedInsert(db);
  const { check, failed } = createCheck(db, statements);

  return {
    save: (rows, receivedAt, alongside) => {
      try {
        return transaction(db, () => {
          const verdicts = rows.map((row) => saveOne({ statements, typed }, row, receivedAt));
          typed.markStale();
          alongside?.(verdicts);
          return verdicts;
        });
      } catch (error) {
        failed();
        throw error;
      }
    },
    erase: createErase(db, statements, reserve, { mostWithdrawals, note }),
    read: ({ category, after, until, limit }) =>
      statements.read.all(
        after.receivedAt,
        after.keptId,
        until,
        category,
        category,
        limit,
      ) as unknown as StoredRow[],
    find: (id) => statements.readOne.get(id, keptId(id)) as unknown as StoredRow | undefined,
    check,
    bytes: () => Number(statements.size.get()?.['bytes'] ?? 0),
    close: () => {
      db.close();
    },
  };
}
