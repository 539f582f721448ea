import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { columnsOf } from '../../shared/derivedTables.ts';
import { recordsSchema } from './storeSchema.ts';

/**
 * The tables of a database that another version of Candor made: those that this one does not have, or has with other
 * columns. The file is not changed, nor its log read; nobody may have it open. Throws if it is no database.
 */
export function strangeTables(path: string): readonly string[] {
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  const db = new DatabaseSync(url, { readOnly: true });
  const ours = new DatabaseSync(':memory:');
  try {
    ours.exec(recordsSchema);
    const found = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return found
      .map(({ name }) => String(name))
      .filter((name) => !name.startsWith('sqlite_'))
      .filter((name) => columnsOf(db, name) !== columnsOf(ours, name));
  } finally {
    ours.close();
    db.close();
  }
}
