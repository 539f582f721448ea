import type { DatabaseSync } from 'node:sqlite';
import { keptId, keptInstant } from '../store/coarse.ts';
import type { DumpFolder } from './dumpFolder.ts';
import { transaction } from '../../../contract/sqlite.ts';

/** Crashes with the same process, exception and place. */
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
  /** The digests of their dumps that are kept. */
  readonly dumps: readonly string[];
}

export interface CrashStore {
  /**
   * Stores that a record's dump is kept.
   * @param digests the record's, sealed and not; the stored one counts.
   * @returns when the record arrived; undefined if it is not stored (any more).
   */
  readonly save: (
    record: { readonly id: string; readonly owner?: string },
    digests: readonly string[],
    dump: { readonly digest: string; readonly bytes: number },
    now: string,
  ) => string | undefined;
  /** When a crash's record with this id and one of these digests arrived; undefined if it is not stored. */
  readonly receivedAt: (id: string, digests: readonly string[]) => string | undefined;
  readonly isWithdrawn: (owner: string) => boolean;
  readonly isKept: (digest: string) => boolean;
  /** Groups of crashes that arrived from `since` on and before `until`, each ISO 8601; the largest first. */
  readonly groups: (which: {
    readonly since: string;
    readonly until: string;
    readonly limit: number;
  }) => readonly CrashGroup[];
  /** Deletes the dumps that were kept long enough, those of owners who have withdrawn, and those without a record. */
  readonly tidy: (now: Date) => void;
}

const DAY_MS = 86_400_000;

const field = (name: string) => `json_extract(records.fields, '$.${name}')`;

const sql = {
  insert: `INSERT INTO dumps (record, digest, bytes, owner, received_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (record) DO NOTHING`,
  isKept: 'SELECT 1 FROM dumps WHERE digest = ? LIMIT 1',
  stored: "SELECT digest, received_at AS receivedAt FROM records WHERE id = ? AND name = 'crash'",
  withdrawn: 'SELECT 1 FROM kept.withdrawals WHERE owner = ?',
  expire: 'DELETE FROM dumps WHERE received_at < ?',
  eraseOrphans: `DELETE FROM dumps WHERE NOT EXISTS
    (SELECT 1 FROM records WHERE records.id = dumps.record)`,
  // By dump, of which there are few, and not by withdrawal, of which anyone can make many.
  eraseWithdrawn: `DELETE FROM dumps WHERE EXISTS
    (SELECT 1 FROM kept.withdrawals AS withdrawn WHERE withdrawn.owner = dumps.owner)`,
  groups: `SELECT ${field('processType')} AS process, ${field('incident')} AS incident,
      ${field('exceptionKind')} AS exception, ${field('crashedModule')} AS module,
      ${field('moduleOffset')} AS offset, count(*) AS crashes, min(records.at) AS firstAt,
      max(records.at) AS lastAt, json_group_array(dumps.digest) AS dumps
    FROM records LEFT JOIN dumps ON dumps.record = records.id
    WHERE records.name = 'crash' AND records.received_at >= ? AND records.received_at < ?
    GROUP BY 1, 2, 3, 4, 5 ORDER BY crashes DESC, lastAt DESC, 1, 2, 3, 4, 5 LIMIT ?`,
} as const;

function groupOf(row: Record<string, unknown>): CrashGroup {
  const digests = JSON.parse(String(row['dumps'])) as (string | null)[];
  const dumps = [...new Set(digests.filter((digest) => digest !== null))].sort();
  return { ...(row as unknown as CrashGroup), dumps };
}

/**
 * Crashes in SQLite, and their dumps in a folder.
 * @param keepDays how many days a dump is kept.
 */
export function createCrashStore(
  db: DatabaseSync,
  { folder, keepDays }: { readonly folder: DumpFolder; readonly keepDays: number },
): CrashStore {
  const insert = db.prepare(sql.insert);
  const kept = db.prepare(sql.isKept);
  const stored = db.prepare(sql.stored);
  const expire = db.prepare(sql.expire);
  const eraseOrphans = db.prepare(sql.eraseOrphans);
  const eraseWithdrawn = db.prepare(sql.eraseWithdrawn);
  const groups = db.prepare(sql.groups);
  const withdrawn = db.prepare(sql.withdrawn);
  const receivedAt = (id: string, digests: readonly string[]): string | undefined => {
    const row = stored.get(keptId(id));
    return row && digests.includes(String(row['digest'])) ? String(row['receivedAt']) : undefined;
  };
  const isKept = (digest: string) => kept.get(digest) !== undefined;

  return {
    save: ({ id, owner = null }, digests, { digest, bytes }, now) =>
      transaction(db, () => {
        const arrival = receivedAt(id, digests);
        if (arrival !== undefined)
          insert.run(keptId(id), digest, bytes, owner, keptInstant('error', now));
        return arrival;
      }),
    isKept,
    receivedAt,
    isWithdrawn: (owner) => withdrawn.get(owner) !== undefined,
    groups: ({ since, until, limit }) => groups.all(since, until, limit).map(groupOf),
    tidy(now) {
      eraseWithdrawn.run();
      eraseOrphans.run();
      expire.run(new Date(now.getTime() - keepDays * DAY_MS).toISOString());
      folder.sweep(isKept);
    },
  };
}
