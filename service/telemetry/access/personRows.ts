import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { transaction } from '../../../contract/sqlite.ts';
import { emptyLogs, rowsAtOnce } from '../store/erase.ts';
import { prepareAll } from '../store/prepareAll.ts';
import type { StoredRow } from '../store/store.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** A memory dump of a crash. */
export interface FoundDump {
  readonly record: string;
  readonly digest: string;
  readonly bytes: number;
}

export interface Found {
  readonly rows: readonly StoredRow[];
  readonly dumps: readonly FoundDump[];
  /** The number of records hashed with peppers that are no longer kept; nobody can tell whose they are. */
  readonly forgotten: number;
}

/** Few enough that requests are answered between two slices. */
const SLICE = 2000;

const sql = {
  end: 'SELECT max(id) AS id FROM (SELECT id FROM records WHERE id > ? ORDER BY id LIMIT ?)',
  // No index, which would slow down storing each record; the search goes in slices so that nothing has to wait.
  find: `SELECT id AS keptId, ifnull(sent_id, id) AS id, category, surface, name, at,
      received_at AS receivedAt, day, app_name AS appName, app_version AS appVersion, fields,
      pepper_id AS pepperId, digest FROM records
    WHERE id > ?1 AND id <= ?2 AND pepper_id = ?3
      AND json_extract(fields, '$.userId') = CASE category WHEN 'census' THEN ?4 WHEN 'error' THEN ?5 END`,
  forgotten: `SELECT count(*) AS rows FROM records WHERE id > ? AND id <= ?
    AND pepper_id NOT IN (SELECT value FROM json_each(?))`,
  dump: 'SELECT digest, bytes FROM dumps WHERE record = ?',
  eraseDump: 'DELETE FROM dumps WHERE record = ?',
  erase: 'DELETE FROM records WHERE id = ?',
} as const;

/** Finds what is stored under an account's pseudonyms, and erases it for good. */
export function createPersonRows(db: DatabaseSync) {
  const statements = prepareAll(db, sql);

  const dumpOf = ({ keptId, id }: StoredRow): FoundDump[] => {
    const dump = statements.dump.get(keptId) as Omit<FoundDump, 'record'> | undefined;
    return dump ? [{ record: id, digest: dump.digest, bytes: dump.bytes }] : [];
  };

  return {
    /** Finds everything stored when it began. @param pseudonyms the account's pseudonyms under every kept pepper. */
    async find(pseudonyms: readonly Pseudonyms[]): Promise<Found> {
      const kept = JSON.stringify(pseudonyms.map(({ pepperId }) => pepperId));
      const rows: StoredRow[] = [];
      let [after, forgotten] = ['', 0];
      for (;;) {
        const end = statements.end.get(after, SLICE)?.['id'];
        if (typeof end !== 'string') break;
        for (const { pepperId, census, error } of pseudonyms)
          rows.push(
            ...(statements.find.all(after, end, pepperId, census, error) as unknown as StoredRow[]),
          );
        forgotten += Number(statements.forgotten.get(after, end, kept)?.['rows']);
        after = end;
        await setImmediate();
      }
      return { rows, dumps: rows.flatMap(dumpOf), forgotten };
    },
    /** Erases rows from the files too, but not their dumps' files; requests are answered meanwhile. */
    async erase(rows: readonly Pick<StoredRow, 'keptId'>[]): Promise<void> {
      for (let first = 0; first < rows.length; first += rowsAtOnce) {
        transaction(db, () => {
          for (const { keptId } of rows.slice(first, first + rowsAtOnce)) {
            statements.eraseDump.run(keptId);
            statements.erase.run(keptId);
          }
        });
        await setImmediate();
      }
      emptyLogs(db);
    },
  };
}
