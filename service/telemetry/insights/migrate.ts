import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import { categories } from '../../../contract/datum.ts';
import { createState } from './state.ts';
import { typedFieldsOf } from './typedFields.ts';
import { createTypedInsert, type StoredRecord } from './typedInsert.ts';
import { ALL_MIGRATED, markEveryDay, tableOf } from './typedRows.ts';

/** Few enough that requests are answered between two slices. */
const ROWS_AT_ONCE = 500;

interface SlicedRecord extends Omit<StoredRecord, 'typed'> {
  readonly name: string;
  /** As JSON. */
  readonly fields: string;
}

export interface Migration {
  /** Whether every record has its typed row. */
  readonly isDone: () => boolean;
  /**
   * Writes the typed rows of some more records, and its progress, in one transaction. @returns the number of records.
   */
  readonly migrateSome: () => number;
  /** Deletes every typed row, so that all are written again. */
  readonly beginAnew: () => void;
}

/** Gives the records of an older database their typed rows; if it is interrupted, the next start continues. */
export function createMigration(db: DatabaseSync): Migration {
  const state = createState(db);
  const typed = createTypedInsert(db);
  const slice = db.prepare(`SELECT id, category, name, surface, app_version AS version, day,
    received_at AS receivedAt, fields FROM records
    WHERE id > ?1 AND (?2 = '' OR category = ?2) ORDER BY id LIMIT ?3`);
  const isDone = () => state.read('migrated') === ALL_MIGRATED;

  return {
    isDone,
    migrateSome: () =>
      transaction(db, () => {
        const lacking = state.read('lacking');
        const from = state.read('migrated');
        const rows = slice.all(from, lacking, ROWS_AT_ONCE) as unknown as SlicedRecord[];
        // What was stored before does not come again.
        state.write('refilling', 'yes');
        for (const { name, fields, ...record } of rows) {
          const told = JSON.parse(fields) as Record<string, unknown>;
          typed.insert({ ...record, typed: typedFieldsOf(record.category, name, told) });
        }
        state.write('refilling', '');
        typed.markStale();
        const last = rows.at(-1);
        if (!last && lacking !== 'error') db.exec(markEveryDay);
        state.write('migrated', last?.id ?? ALL_MIGRATED);
        return rows.length;
      }),
    beginAnew: () => {
      transaction(db, () => {
        for (const category of categories) db.exec(`DELETE FROM ${tableOf(category)}`);
        db.exec('DELETE FROM error_days; DELETE FROM census_days');
        state.write('migrated', '');
        state.write('lacking', '');
      });
    },
  };
}
