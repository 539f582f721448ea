import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/* DuckDB as a peer: the same typed rows in its own tables. It is no dependency of the project's. */

const FOLDER = '/tmp/duck';
const PACKAGE = '@duckdb/node-api@1.5.6-r.1';
export const howToInstall = `npm i --prefix ${FOLDER} --no-save ${PACKAGE}`;

interface Appender {
  appendVarchar(value: string): void;
  appendBigInt(value: bigint): void;
  appendDouble(value: number): void;
  appendNull(): void;
  endRow(): void;
  closeSync(): void;
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<unknown>;
  createAppender(table: string): Promise<Appender>;
}
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection> }>;
  };
}

const tables = ['census_rows', 'usage_rows', 'error_rows'] as const;

const types: Readonly<Record<string, string>> = { TEXT: 'VARCHAR', REAL: 'DOUBLE' };

async function copyTable(from: DatabaseSync, to: Connection, table: string): Promise<void> {
  const columns = from.prepare('SELECT name, type FROM pragma_table_info(?)').all(table);
  const declared = columns.map(
    ({ name, type }) => `${String(name)} ${types[String(type)] ?? 'BIGINT'}`,
  );
  const isReal = columns.map(({ type }) => type === 'REAL');
  await to.run(`CREATE TABLE ${table} (${declared.join(', ')})`);
  const appender = await to.createAppender(table);
  for (const row of from.prepare(`SELECT * FROM ${table}`).iterate()) {
    Object.values(row).forEach((value, index) => {
      if (typeof value === 'string') appender.appendVarchar(value);
      else if (value === null) appender.appendNull();
      else if (isReal[index]) appender.appendDouble(Number(value));
      else appender.appendBigInt(BigInt(Number(value)));
    });
    appender.endRow();
  }
  appender.closeSync();
}

/**
 * Copies a service's typed rows to DuckDB.
 * @returns what runs a question there; undefined where DuckDB is not installed.
 */
export async function openDuckDb(
  folder: string,
): Promise<((sql: string) => Promise<unknown>) | undefined> {
  let duckDb: DuckDb;
  try {
    duckDb = createRequire(join(FOLDER, 'package.json'))('@duckdb/node-api') as DuckDb;
  } catch {
    return undefined;
  }
  const instance = await duckDb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const records = new DatabaseSync(join(folder, 'records.db'), { readOnly: true });
  try {
    for (const table of tables) await copyTable(records, connection, table);
  } finally {
    records.close();
  }
  return (sql) => connection.runAndReadAll(sql);
}
