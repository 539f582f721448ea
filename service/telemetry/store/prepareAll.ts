import type { DatabaseSync } from 'node:sqlite';

/** Prepared statements, by the names of their SQL. */
export type Prepared<Name extends string> = Readonly<
  Record<Name, ReturnType<DatabaseSync['prepare']>>
>;

export const prepareAll = <Name extends string>(
  db: DatabaseSync,
  sql: Readonly<Record<Name, string>>,
): Prepared<Name> =>
  Object.fromEntries(
    Object.entries<string>(sql).map(([name, text]) => [name, db.prepare(text)]),
  ) as Prepared<Name>;
