import type { DatabaseSync } from 'node:sqlite';
import type { RetentionDays } from '../../../contract/retention.ts';
import { isFull } from '../../../contract/sqlite.ts';
import type { RetentionLimits } from '../limits.ts';
import { emptyLogs, rowsAtOnce } from './erase.ts';
import type { Reserve } from './reserve.ts';

/** So few that requests are answered between them. */
const ROWS_AT_ONCE = 200;
const DAY_MS = 86_400_000;

export interface Retention {
  /**
   * Deletes for good some of the rows that were kept long enough, also from the files.
   * @returns whether there may be more.
   */
  readonly deleteSome: (now: Date) => boolean;
}

/** What the service tells of it. */
export const toldRetention = ({ recordDays, errorDays }: RetentionLimits): RetentionDays => ({
  census: recordDays,
  usage: recordDays,
  error: errorDays,
});

/**
 * Rows tell the day they arrived, error rows the hour: none is kept longer than it is said, and some a day less.
 * @param mayDelete whether census and usage rows of up to a day may go already: what outlives them is computed first.
 */
export function createRetention(
  db: DatabaseSync,
  { recordDays, errorDays }: RetentionLimits,
  reserve: Reserve,
  mayDelete: (upTo: string) => boolean = () => true,
): Retention {
  const due = (isError: boolean) =>
    db.prepare(`DELETE FROM records WHERE id IN (SELECT id FROM records
      WHERE received_at < ? AND category ${isError ? '=' : '<>'} 'error' LIMIT ?)`);
  const rounds = [
    { days: errorDays, rows: due(true), may: () => true },
    { days: recordDays, rows: due(false), may: mayDelete },
  ] as const;

  function deleteAtOnce(most: number, now: Date): boolean {
    let deleted = 0;
    for (const { days, rows, may } of rounds) {
      const before = new Date(now.getTime() - days * DAY_MS).toISOString();
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
