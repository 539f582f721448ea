/** The part of `node:sqlite`'s `DatabaseSync` that transactions use. */
interface Database {
  readonly isTransaction: boolean;
  exec(sql: string): void;
}

/** Runs a step whole or not at all: if it throws, everything is rolled back. */
export function transaction<T>(database: Database, run: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** SQLite's primary result code of an error; undefined if it is not SQLite's (https://sqlite.org/rescode.html). */
export function resultCodeOf(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

const [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_NOTADB] = [10, 11, 13, 26];

/** Whether SQLite could not write. */
export const isFull = (error: unknown): boolean => {
  const code = resultCodeOf(error);
  return code === SQLITE_IOERR || code === SQLITE_FULL;
};

/** Whether the file is not a valid database. */
export const isCorrupt = (error: unknown): boolean => {
  const code = resultCodeOf(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
};
