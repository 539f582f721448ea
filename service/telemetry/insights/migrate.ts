import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../contract/sqlite.ts';
import { markEveryDay, sliceOf, tableOf, typedCategories } from './typedRows.ts';
import { createState } from './state.ts';

/** So few that requests are answered between two slices. */
const ROWS_AT_ONCE = 500;
/** After every id. */
const END = '~';

export interface Migration {
  /** Whether every record has its typed row. */
  readonly isDone: () => boolean;
  /** Writes the typed rows of some more records, and where it got to, in one transaction. @returns how many records. */
  readonly migrateSome: () => number;
  /** Forgets every typed row, so that all are written anew. */
  readonly beginAnew: () => void;
}

/** Gives the records of an older database their typed rows; where a stop cuts it off, the next start goes on. */
export function createMigration(db: DatabaseSync): Migration {
  const state = createState(db);
  const slices = typedCategories.map((category) => db.prepare(sliceOf(category)));
  const end = db.prepare(
    'SELECT max(id) AS id, count(*) AS rows FROM (SELECT id FROM records WHERE id > ? ORDER BY id LIMIT ?)',
  );
  const isDone = () => state.read('migrated') === END;

  return {
    isDone,
    migrateSome: () =>
      transaction(db, () => {
        const after = state.read('migrated');
        const { id, rows } = end.get(after, ROWS_AT_ONCE) ?? {};
        if (typeof id === 'string') {
          for (const slice of slices) slice.run(after, id);
          state.write('migrated', id);
        } else {
          db.exec(markEveryDay);
          state.write('migrated', END);
        }
        return Number(rows);
      }),
    beginAnew: () => {
      transaction(db, () => {
        for (const category of typedCategories) db.exec(`DELETE FROM ${tableOf(category)}`);
        state.write('migrated', '');
      });
    },
  };
}
