import type { DataFolder } from '../../shared/dataFolder.ts';
import type { Log } from '../../shared/outcome.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { createMigration } from './migrate.ts';
import { createRollups } from './rollups.ts';

/**
 * Computes everything that insights know from the records again, except for days whose records are already deleted.
 * @returns the number of records, and of days of census or usage.
 */
export function rebuild(
  folder: DataFolder,
  { now, log }: { readonly now: Date; readonly log: Log },
): { readonly records: number; readonly days: number } {
  const db = openDatabase(folder.file('records.db'), { now, log });
  try {
    const migration = createMigration(db);
    const rollups = createRollups(db);
    migration.beginAnew();
    let records = 0;
    while (!migration.isDone()) records += migration.migrateSome();
    rollups.beginAnew();
    let days = 0;
    while (rollups.rollUpOne() !== undefined) days += 1;
    return { records, days };
  } finally {
    db.close();
  }
}
