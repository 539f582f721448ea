import type {
  AccessCheck,
  AccessEntry,
  AccessEvent,
  AccessPage,
} from '../../../contract/insights/accessLog.ts';
import { resultCodeOf } from '../../../contract/sqlite.ts';
import { entryOf, openChain } from '../../shared/chain.ts';
import type { Log } from '../../shared/outcome.ts';
import { verifyChain, type Row } from '../../shared/verifyChain.ts';
import type { Clock } from '../ingest/intake.ts';

/** Its name in the data folder. */
export const accessLogFile = 'access-log.db';

/** Said where an entry can't be written. */
export const unnoted =
  'who reads this is written down first, and that can’t be done now: nothing is shown';

/** The append-only book of who read what of a person's: each entry's hash covers the one before. */
export interface AccessLog {
  /** Adds an entry. @returns whether it is on disk: where it is not, what it tells of must not happen. */
  readonly note: (event: AccessEvent) => boolean;
  /** The newest first, of those that happened from `since` on and before `until` (ISO 8601), and before the entry `before`. */
  readonly page: (which: {
    readonly since: string;
    readonly until: string;
    readonly before: number;
    readonly limit: number;
  }) => AccessPage;
  /** How many entries there are of each kind, from `since` on and before `until` (ISO 8601). */
  readonly counts: (since: string, until: string) => Readonly<Record<string, number>>;
  /** Whether its chain is whole, and has the entry with the hash `noted`, where one is given. */
  readonly check: (noted: string | undefined) => Promise<AccessCheck>;
  readonly close: () => void;
}

interface Ports {
  readonly clock: Clock;
  readonly log: Log;
}

const sql = {
  page: `SELECT seq, at, previous, event, hash FROM entries
    WHERE at >= ? AND at < ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  counts: `SELECT json_extract(event, '$.kind') AS kind, count(*) AS entries FROM entries
    WHERE at >= ? AND at < ? GROUP BY 1`,
} as const;

/** Opens the log; one that can't be read is set aside under another name, and a new one begun. */
function openLog(path: string, { clock, log }: Ports) {
  const { db, aside, head, append, exclusively } = openChain<AccessEvent>(path, clock, {
    began: (replaces) => ({ kind: 'began', replaces }),
  });
  if (aside !== null) log((t) => t('serviceCommand.accessLog.setAside', { path, aside }));
  const page = db.prepare(sql.page);
  const counts = db.prepare(sql.counts);
  return {
    head,
    append: (event: AccessEvent): void => {
      exclusively(() => {
        append(event);
      });
    },
    page: (...which: [string, string, number, number]): AccessEntry[] =>
      (page.all(...which) as unknown as Row[]).map(entryOf) as AccessEntry[],
    counts: (since: string, until: string): Readonly<Record<string, number>> =>
      Object.fromEntries(
        counts.all(since, until).map(({ kind, entries }) => [String(kind), Number(entries)]),
      ),
    close: () => {
      db.close();
    },
  };
}

/** The access log in a file of its own, which is opened once it is needed: a full disk must not keep others out. */
export function createAccessLog(path: string, ports: Ports): AccessLog {
  let opened: ReturnType<typeof openLog> | undefined;
  const chain = () => (opened ??= openLog(path, ports));
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
      // There is a file then, and one that can be read.
      chain();
      return verifyChain(path, noted);
    },
    close() {
      opened?.close();
    },
  };
}
