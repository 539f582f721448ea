import type { DatabaseSync } from 'node:sqlite';
import type { RetentionDays } from '../../../contract/retention.ts';
import { isFull } from '../../../contract/sqlite.ts';
import type { RetentionLimits } from '../limits.ts';
import { emptyLogs, rowsAtOnce } from './erase.ts';
import type { Reserve } from './reserve.ts';

/** Few enough that requests are answered in between. */
const ROWS_AT_ONCE = 200;
const DAY_MS = 86_400_000;

export interface Retention {
  /**
   * Deletes for good some of the expired rows, also from the files.
   * @returns whether there may be more.
   */
  readonly deleteSome: (now: Date) => boolean;
}

/** The retention that the service announces. */
export const toldRetention = ({ recordDays, errorDays }: RetentionLimits): RetentionDays => ({
  census: recordDays,
  usage: recordDays,
  error: errorDays,
});

/**
 * Rows keep only the day of their arrival, error rows the hour: none is kept longer than announced, some a day less.
 * @param mayDelete whether census and usage rows up to a day may be deleted yet: what outlives them is computed first.
 */
export function createRetention(
  db: DatabaseSync,
  limits: RetentionLimits,
  reserve: Reserve,
  mayDelete: (upTo: string) => boolean = () => true,
): Retention {
  const due = (isError: boolean) =>
    db.prepare(`DELETE FROM records WHERE id IN (SELECT id FROM records
      WHERE received_at < ? AND category ${isError ? '=' : '<>'} 'error' LIMIT ?)`);
  const rounds = [
    { days: () => limits.errorDays, rows: due(true), may: () => true },
    { days: () => limits.recordDays, rows: due(false), may: mayDelete },
  ] as const;

  function deleteAtOnce(most: number, now: Date): boolean {
    let deleted = 0;
    for (const { days, rows, may } of rounds) {
      const before = new Date(now.getTime() - days() * DAY_MS).toISOString();
      if (!may(before.slice(0, 10))) continue;
      deleted += Number(rows.run(before, most - deleted).changes);
    }
    if (deleted > 0) emptyLogs(db);
    return deleted === most;
  }

  return {
    deleteSome(now) {
      try {
        return deleteAtOnce(ROWS_AT_ONCE, now);
      } catch (error) {
        if (!isFull(error)) throw error;
      }
      reserve.release();
      try {
        emptyLogs(db);
        return deleteAtOnce(rowsAtOnce, now);
      } finally {
        reserve.refill();
      }
    },
  };
}
