import type { DatabaseSync } from 'node:sqlite';
import { prepareAll, type Prepared } from './prepareAll.ts';

const sql = {
  insert: `INSERT INTO records (id, sent_id, category, surface, name, at, received_at, day, app_name,
    app_version, owner, fields, pepper_id, digest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  find: 'SELECT digest, received_at AS receivedAt FROM records WHERE id = ?',
  withdrawn: 'SELECT at, erased FROM kept.withdrawals WHERE owner = ?',
  count: 'SELECT count(*) AS rows FROM records WHERE owner = ?',
  erase: 'DELETE FROM records WHERE id IN (SELECT id FROM records WHERE owner = ? LIMIT ?)',
  eraseCount: "DELETE FROM day_counts WHERE whose = 'owner' AND key = ?",
  eraseDumps: 'DELETE FROM dumps WHERE owner = ?',
  withdraw: 'INSERT INTO kept.withdrawals (owner, at, erased) VALUES (?, ?, ?)',
  withdrawals: 'SELECT count(*) AS rows FROM kept.withdrawals',
  forget: `DELETE FROM kept.withdrawals WHERE owner IN
    (SELECT owner FROM kept.withdrawals WHERE erased = 0 OR ? ORDER BY at LIMIT ?)`,
  // A hundred at a time: more than each withdrawal adds, and few enough to keep nobody waiting.
  expire: `DELETE FROM kept.withdrawals WHERE owner IN
    (SELECT owner FROM kept.withdrawals WHERE at < ? ORDER BY at LIMIT 100)`,
  read: `SELECT id AS keptId, ifnull(sent_id, id) AS id, category, surface, name, at,
    received_at AS receivedAt, day, app_name AS appName, app_version AS appVersion, fields,
    pepper_id AS pepperId, digest FROM records
    WHERE (received_at, records.id) > (?, ?) AND received_at < ? AND (? IS NULL OR category = ?)
    ORDER BY received_at, records.id LIMIT ?`,
  readOne: `SELECT id AS keptId, ifnull(sent_id, id) AS id, category, surface, name, at,
    received_at AS receivedAt, day, app_name AS appName, app_version AS appVersion, fields,
    pepper_id AS pepperId, digest FROM records WHERE id IN (?1, ?2) AND ifnull(sent_id, id) = ?1`,
  any: 'SELECT id FROM records LIMIT 1',
  trial: 'INSERT OR REPLACE INTO trial (id, room) VALUES (1, randomblob(?))',
  size: 'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
} as const;

export type Statements = Prepared<keyof typeof sql>;

export const prepareStatements = (db: DatabaseSync): Statements => prepareAll(db, sql);
