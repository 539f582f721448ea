import type {
  AccessCheck,
  AccessEntry,
  AccessEvent,
  AccessPage,
} from '../../../contract/insights/accessLog.ts';
import { entryText, genesis } from '../../../contract/ledger.ts';
import { resultCodeOf, transaction } from '../../../contract/sqlite.ts';
import type { Log } from '../../shared/outcome.ts';
import type { Clock } from '../ingest/intake.ts';
import { openOrSetAside } from '../store/openOrSetAside.ts';
import { eventOf, sha256Hex, verifyAccessLog, type Row } from './verifyAccessLog.ts';

/** Its name in the data folder. */
export const accessLogFile = 'access-log.db';

/** The append-only log of who read personal data; each entry's hash covers the entry before it. */
export interface AccessLog {
  /** Adds an entry. @returns whether it is on disk; if not, the act it describes must not happen. */
  readonly note: (event: AccessEvent) => boolean;
  /**
   * The newest entries first, from `since` (included) to `until` (excluded), both ISO 8601, and before entry `before`.
   */
  readonly page: (which: {
    readonly since: string;
    readonly until: string;
    readonly before: number;
    readonly limit: number;
  }) => AccessPage;
  /** The number of entries of each kind, from `since` (included) to `until` (excluded), both ISO 8601. */
  readonly counts: (since: string, until: string) => Readonly<Record<string, number>>;
  /** Whether the chain is intact and contains an entry with the hash `noted`, if one is given. */
  readonly check: (noted: string | undefined) => Promise<AccessCheck>;
  readonly close: () => void;
}

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

const entryOf = (row: Row): AccessEntry => ({
  ...row,
  // As written, or as somebody changed it in the file; the chain reveals that.
  event: eventOf(row) as AccessEvent,
});

// A rollback journal, so that the log opens even if the disk is full; EXTRA makes commits survive a power cut.
const pragmas = 'PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;';

interface Ports {
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the log; an unreadable one is renamed, and a new one begun. */
function openLog(path: string, { clock, log }: Ports) {
  const { db, aside } = openOrSetAside(path, { pragmas, schema }, clock());
  if (aside !== null) log((t) => t('serviceCommand.accessLog.setAside', { path, aside }));
  return { db, replaces: aside };
}

const sql = {
  last: 'SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1',
  insert: 'INSERT INTO entries (seq, at, previous, event, hash) VALUES (?, ?, ?, ?, ?)',
  page: `SELECT seq, at, previous, event, hash FROM entries
    WHERE at >= ? AND at < ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  counts: `SELECT json_extract(event, '$.kind') AS kind, count(*) AS entries FROM entries
    WHERE at >= ? AND at < ? GROUP BY 1`,
} as const;

function createChain({ db, replaces }: ReturnType<typeof openLog>, clock: Clock) {
  const last = db.prepare(sql.last);
  const insert = db.prepare(sql.insert);
  const page = db.prepare(sql.page);
  const counts = db.prepare(sql.counts);
  const head = () => (last.get() as { seq: number; hash: string } | undefined) ?? null;
  const append = (event: AccessEvent): void => {
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
    head,
    append: (event: AccessEvent): void => {
      transaction(db, () => {
        if (head() === null) append({ kind: 'began', replaces });
        append(event);
      });
    },
    page: (...which: [string, string, number, number]) =>
      (page.all(...which) as unknown as Row[]).map(entryOf),
    counts: (since: string, until: string): Readonly<Record<string, number>> =>
      Object.fromEntries(
        counts.all(since, until).map(({ kind, entries }) => [String(kind), Number(entries)]),
      ),
    close: () => {
      db.close();
    },
  };
}

/** The access log in its own file, opened when first needed, so that a full disk doesn't stop other requests. */
export function createAccessLog(path: string, ports: Ports): AccessLog {
  let opened: ReturnType<typeof createChain> | undefined;
  const chain = () => (opened ??= createChain(openLog(path, ports), ports.clock));
  return {
    note(event) {
      try {
        chain().append(event);
        return true;
      } catch (error) {
        if (resultCodeOf(error) === undefined) throw error;
        ports.log((t) => t('serviceCommand.accessLog.unwritten', { path }));
        return false;
      }
    },
    page({ since, until, before, limit }) {
      const { page, head } = chain();
      const entries = page(since, until, before, limit);
      const oldest = entries.length === limit ? entries.at(-1) : undefined;
      return { entries, head: head(), ...(oldest ? { next: oldest.seq } : {}) };
    },
    counts: (since, until) => chain().counts(since, until),
    check(noted) {
      // This makes sure that a readable file exists.
      chain();
      return verifyAccessLog(path, noted);
    },
    close() {
      opened?.close();
    },
  };
}
