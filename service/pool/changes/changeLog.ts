import type { ChainCheck } from '../../../contract/chainCheck.ts';
import type { Change, ChangeEntry, Changer, LogAnswer } from '../../../contract/admin/changeLog.ts';
import { entryOf, openChain } from '../../shared/chain.ts';
import type { Log } from '../../shared/outcome.ts';
import { verifyChain, type Row } from '../../shared/verifyChain.ts';
import type { Snapshot } from './snapshot.ts';
import { thingsOf, touching } from './things.ts';

/** Its name in the pool's data folder. */
export const CHANGE_LOG_FILE = 'change-log.db';

/** Of changes that were made together, an answer holds so many. */
const TOLD = 20;

interface ChangeEvent {
  readonly who: Changer;
  readonly change: Change;
  readonly undoes: number | null;
}

/** What each entry touches, so that conflicts are found; and what `pool.json` said when it was last noted. */
const schema = `
  CREATE TABLE IF NOT EXISTS things (seq INTEGER NOT NULL, thing TEXT NOT NULL,
    PRIMARY KEY (seq, thing)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS undone (seq INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS known (id INTEGER PRIMARY KEY CHECK (id = 1), snapshot TEXT NOT NULL) STRICT;
`;

const columns = 'seq, at, previous, event, hash FROM entries';
const sql = {
  page: `SELECT ${columns} WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
  about: `SELECT ${columns} WHERE seq < ?1 AND seq IN (SELECT seq FROM things
    WHERE instr(' ' || thing || ' ', ' ' || ?3 || ' ') > 0) ORDER BY seq DESC LIMIT ?2`,
  one: `SELECT ${columns} WHERE seq = ?`,
  addThing: 'INSERT INTO things (seq, thing) VALUES (?, ?)',
  thingsAfter: 'SELECT seq, thing FROM things WHERE seq > ? ORDER BY seq',
  addUndone: 'INSERT OR IGNORE INTO undone (seq) VALUES (?)',
  isUndone: 'SELECT 1 FROM undone WHERE seq = ?',
  known: 'SELECT snapshot FROM known',
  know: `INSERT INTO known (id, snapshot) VALUES (1, ?)
    ON CONFLICT DO UPDATE SET snapshot = excluded.snapshot`,
} as const;

/** A change as an answer holds it. */
const told = (change: Change): Change =>
  change.kind === 'together' ? { ...change, changes: change.changes.slice(0, TOLD) } : change;

/** Whether it can be taken back although no password is kept. */
function canBeRestored(change: Change): boolean {
  const { kind } = change;
  if (kind === 'together') return change.changes.every(canBeRestored);
  if (kind === 'organisationRemoved') return change.accounts === 0;
  return kind !== 'accountRemoved' && kind !== 'passwordReset';
}

const notOfThePool = (kind: Change['kind']): boolean =>
  kind === 'began' || kind.startsWith('administrator');

export type ChangeLog = ReturnType<typeof openChangeLog>;

/**
 * The log of who changed what of a pool, from what to what, in a file that the pool and `candor-pool` may both use at
 * once. It never holds a password. Throws SQLite's errors where the file can't be used.
 */
export function openChangeLog(
  path: string,
  { now, log }: { readonly now: () => number; readonly log: Log },
) {
  const began = (replaces: string | null): ChangeEvent => ({
    who: { by: 'pool' },
    change: { kind: 'began', replaces },
    undoes: null,
  });
  const clock = () => new Date(now());
  const chain = openChain<ChangeEvent>(path, clock, { began, schema });
  const { db, aside, head, append, exclusively } = chain;
  if (aside !== null) log((t) => t('poolCommand.changeLogSetAside', { path, aside }));
  const prepared = {
    addThing: db.prepare(sql.addThing),
    thingsAfter: db.prepare(sql.thingsAfter),
    isUndone: db.prepare(sql.isUndone),
    one: db.prepare(sql.one),
    known: db.prepare(sql.known),
    know: db.prepare(sql.know),
  };

  const entryFor = (row: Row, change = told): ChangeEntry => {
    const { event, seq, at, hash } = entryOf(row);
    const { who, change: whole, undoes } = event as ChangeEvent;
    const why = () => {
      if (notOfThePool(whole.kind)) return 'notOfThePool';
      if (prepared.isUndone.get(seq)) return 'undone';
      return canBeRestored(whole) ? null : 'secretGone';
    };
    return { seq, at, who, change: change(whole), undoes, notUndoable: why(), hash };
  };
  const seen = (): number => head()?.seq ?? 0;

  return {
    /** The number of the last entry. */
    seen,
    exclusively,
    /** Adds an entry; only within {@link exclusively}. @returns its number. */
    note(who: Changer, change: Change, undoes: number | null = null): number {
      append({ who, change, undoes });
      const seq = seen();
      for (const thing of thingsOf(change)) prepared.addThing.run(seq, thing);
      if (undoes !== null) db.prepare(sql.addUndone).run(undoes);
      return seq;
    },
    /** The last {@link TOLD} of the entries after one that touch any of these things. */
    newer(after: number, things: readonly string[]): ChangeEntry[] {
      const isTouching = touching(things);
      const rows = prepared.thingsAfter.all(after);
      const found = new Set(
        rows.filter(({ thing }) => isTouching(String(thing))).map(({ seq }) => Number(seq)),
      );
      return [...found]
        .slice(-TOLD)
        .map((seq) => entryFor(prepared.one.get(seq) as unknown as Row));
    },
    /** An entry with all its changes; undefined if there is none. */
    entry(seq: number): ChangeEntry | undefined {
      const row = prepared.one.get(seq) as Row | undefined;
      return row && entryFor(row, (change) => change);
    },
    page({ before = Number.MAX_SAFE_INTEGER, limit, about }: LogPage): LogAnswer {
      const rows =
        about === undefined
          ? db.prepare(sql.page).all(before, limit)
          : db.prepare(sql.about).all(before, limit, about);
      const entries = (rows as unknown as Row[]).map((row) => entryFor(row));
      const last = entries.length === limit ? entries.at(-1) : undefined;
      return { entries, next: last?.seq ?? null, head: head() };
    },
    /** Whether its chain is whole, and has the entry with the hash `noted`, where one is given. */
    check: (noted: string | undefined): Promise<ChainCheck> => verifyChain(path, noted),
    /** What `pool.json` said when it was last noted; undefined before the first time. */
    known(): Snapshot | undefined {
      const text = prepared.known.get()?.['snapshot'];
      return typeof text === 'string' ? (JSON.parse(text) as Snapshot) : undefined;
    },
    know(snapshot: Snapshot): void {
      prepared.know.run(JSON.stringify(snapshot));
    },
    close: () => {
      db.close();
    },
  };
}

interface LogPage {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly about?: string | undefined;
}
