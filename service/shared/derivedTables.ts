import { DatabaseSync } from 'node:sqlite';
import { isCorrupt } from '../../contract/sqlite.ts';

/** Whether a table's pages pass SQLite's check. */
function isSound(db: DatabaseSync, table: string): boolean {
  try {
    const found = db.prepare('SELECT quick_check FROM pragma_quick_check(?)').get(table);
    return found?.['quick_check'] === 'ok';
  } catch (error) {
    if (isCorrupt(error)) return false;
    throw error;
  }
}

/**
 * Removes damaged tables from a database if all that is damaged can be derived anew, and rewrites the file without
 * them.
 * @returns their names; none if something else is damaged, in which case nothing was changed.
 */
export function takeOutDamaged(
  path: string,
  { pragmas, derived = [] }: { readonly pragmas: string; readonly derived?: readonly string[] },
): string[] {
  const db = new DatabaseSync(path, { timeout: 2000, defensive: false });
  try {
    db.exec(pragmas);
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    const damaged = tables
      .map(({ name }) => String(name))
      .filter((name) => !name.startsWith('sqlite_') && !isSound(db, name));
    if (damaged.length === 0 || damaged.some((name) => !derived.includes(name))) return [];
    // A table whose pages can't be followed can't be dropped either.
    db.exec('PRAGMA writable_schema = ON');
    const forget = db.prepare('DELETE FROM sqlite_schema WHERE tbl_name = ?');
    for (const name of damaged) forget.run(name);
    db.exec('PRAGMA writable_schema = RESET; VACUUM');
    return damaged;
  } catch (error) {
    if (isCorrupt(error)) return [];
    throw error;
  } finally {
    db.close();
  }
}

/** A table's columns, to be compared; of one that is not there, none. */
export const columnsOf = (db: DatabaseSync, table: string): string =>
  JSON.stringify(
    db.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table),
  );

const triggersOf = (db: DatabaseSync): Map<string, string> =>
  new Map(
    db
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      .all()
      .map(({ name, sql }) => [String(name), String(sql)]),
  );

/**
 * Replaces derived tables whose columns differ from the schema's by empty ones, and triggers that differ by those of the
 * schema.
 * @returns the tables' names.
 */
export function replaceMisshapen(
  db: DatabaseSync,
  { schema, derived }: { readonly schema: string; readonly derived: readonly string[] },
): string[] {
  const sound = new DatabaseSync(':memory:');
  try {
    sound.exec(schema);
    const misshapen = derived.filter((name) => columnsOf(db, name) !== columnsOf(sound, name));
    const triggers = triggersOf(sound);
    const others = [...triggersOf(db)].filter(([name, sql]) => triggers.get(name) !== sql);
    for (const [name] of others) db.exec(`DROP TRIGGER ${name}`);
    for (const name of misshapen) db.exec(`DROP TABLE ${name}`);
    if (misshapen.length + others.length > 0) db.exec(schema);
    return misshapen;
  } finally {
    sound.close();
  }
}
