import type { ChainCheck } from '../../../contract/chainCheck.ts';
import type { AccessEntry, AccessEvent, AccessPage } from '../../../contract/insights/accessLog.ts';
import { resultCodeOf } from '../../../contract/sqlite.ts';
import { entryOf, openChain } from '../../shared/chain.ts';
import type { Log } from '../../shared/outcome.ts';
import { verifyChain, type Row } from '../../shared/verifyChain.ts';
import type { Clock } from '../ingest/intake.ts';

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
  readonly check: (noted: string | undefined) => Promise<ChainCheck>;
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

/** The access log in its own file, opened when first needed, so that a full disk doesn't stop other requests. */
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
      // This makes sure that a readable file exists.
      chain();
      return verifyChain(path, noted);
    },
    close() {
      opened?.close();
    },
  };
}
