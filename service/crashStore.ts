import type { DatabaseSync } from 'node:sqlite';
import { keptInstant } from './coarse.ts';
import type { DumpFolder } from './dumpFolder.ts';
import { transaction } from './statements.ts';
import type { NewRow, Store, Verdict } from './store.ts';

/** Crashes that have their process, exception and place in common. */
export interface CrashGroup {
  readonly process: string;
  readonly incident: string;
  readonly exception: string | null;
  readonly module: string | null;
  readonly offset: string | null;
  readonly crashes: number;
  /** The hours of the first and the last, ISO 8601. */
  readonly firstAt: string;
  readonly lastAt: string;
  /** The digests of dumps that are kept of them. */
  readonly dumps: readonly string[];
}

export interface CrashStore {
  /** Stores a crash's record and that its dump is kept, both or neither. */
  readonly save: (
    row: NewRow,
    dump: { readonly digest: string; readonly bytes: number },
    receivedAt: string,
  ) => Verdict;
  readonly isKept: (digest: string) => boolean;
  /** The largest groups first. @param since the hour from which crashes count. */
  readonly groups: (since: string, limit: number) => readonly CrashGroup[];
  /** Deletes the dumps that were kept long enough, those of owners who have withdrawn, and those of no one. */
  readonly tidy: (now: Date) => void;
}

const DAY = 86_400_000;

const field = (name: string) => `json_extract(records.fields, '$.${name}')`;

const sql = {
  insert: `INSERT INTO dumps (record, digest, bytes, owner, received_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (record) DO NOTHING`,
  isKept: 'SELECT 1 FROM dumps WHERE digest = ? LIMIT 1',
  expire: 'DELETE FROM dumps WHERE received_at < ?',
  eraseWithdrawn: 'DELETE FROM dumps WHERE owner IN (SELECT owner FROM kept.withdrawals)',
  groups: `SELECT ${field('processType')} AS process, ${field('incident')} AS incident,
      ${field('exceptionKind')} AS exception, ${field('crashedModule')} AS module,
      ${field('moduleOffset')} AS offset, count(*) AS crashes, min(records.at) AS firstAt,
      max(records.at) AS lastAt, json_group_array(dumps.digest) AS dumps
    FROM records LEFT JOIN dumps ON dumps.record = records.id
    WHERE records.name = 'crash' AND records.received_at >= ?
    GROUP BY 1, 2, 3, 4, 5 ORDER BY crashes DESC, lastAt DESC, 1, 2, 3, 4, 5 LIMIT ?`,
} as const;

function groupOf(row: Record<string, unknown>): CrashGroup {
  const digests = JSON.parse(String(row['dumps'])) as (string | null)[];
  const dumps = [...new Set(digests.filter((digest) => digest !== null))].sort();
  return { ...(row as unknown as CrashGroup), dumps };
}

/** Crashes in SQLite, and their dumps in a folder. @param keepDays how long a dump is kept. */
export function createCrashStore(
  db: DatabaseSync,
  {
    store,
    folder,
    keepDays,
  }: { readonly store: Store; readonly folder: DumpFolder; readonly keepDays: number },
): CrashStore {
  const insert = db.prepare(sql.insert);
  const kept = db.prepare(sql.isKept);
  const expire = db.prepare(sql.expire);
  const eraseWithdrawn = db.prepare(sql.eraseWithdrawn);
  const groups = db.prepare(sql.groups);
  const isKept = (digest: string) => kept.get(digest) !== undefined;

  return {
    save: (row, { digest, bytes }, receivedAt) =>
      transaction(db, () => {
        const verdict = store.saveWithin(row, receivedAt);
        if (verdict.kind !== 'refused')
          insert.run(
            ...[verdict.keptId, digest, bytes, row.owner, keptInstant('error', receivedAt)],
          );
        return verdict;
      }),
    isKept,
    groups: (since, limit) => groups.all(since, limit).map(groupOf),
    tidy(now) {
      eraseWithdrawn.run();
      expire.run(new Date(now.getTime() - keepDays * DAY).toISOString());
      folder.sweep(isKept);
    },
  };
}
