import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import { categories } from '../../../contract/datum.ts';
import { createState } from './state.ts';
import { typedFieldsOf } from './typedFields.ts';
import { createTypedInsert, type StoredRecord } from './typedInsert.ts';
import { markEveryDay, tableOf } from './typedRows.ts';

/** Few enough that requests are answered between two slices. */
const ROWS_AT_ONCE = 500;
/** Sorts after every ID. */
const END = '~';

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
    received_at AS receivedAt, fields FROM records WHERE id > ? ORDER BY id LIMIT ?`);
  const isDone = () => state.read('migrated') === END;

  return {
    isDone,
    migrateSome: () =>
      transaction(db, () => {
        const rows = slice.all(state.read('migrated'), ROWS_AT_ONCE) as unknown as SlicedRecord[];
        for (const { name, fields, ...record } of rows) {
          const told = JSON.parse(fields) as Record<string, unknown>;
          typed.insert({ ...record, typed: typedFieldsOf(record.category, name, told) });
        }
        const last = rows.at(-1);
        if (!last) db.exec(markEveryDay);
        state.write('migrated', last?.id ?? END);
        return rows.length;
      }),
    beginAnew: () => {
      transaction(db, () => {
        for (const category of categories) db.exec(`DELETE FROM ${tableOf(category)}`);
        state.write('migrated', '');
      });
    },
  };
}
