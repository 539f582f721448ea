import type { DatabaseSync } from 'node:sqlite';
import { prepareAll } from '../store/prepareAll.ts';

// Deleted data is overwritten in the file: a URL can hold a secret.
export const pragmas =
  'PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;';

export const schema = `
  CREATE TABLE IF NOT EXISTS rules (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS firing (
    rule TEXT NOT NULL REFERENCES rules (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    since TEXT NOT NULL,
    finding TEXT NOT NULL,
    PRIMARY KEY (rule, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL REFERENCES rules (id) ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    problem TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS outcomes (
    rule TEXT PRIMARY KEY REFERENCES rules (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    delivery TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS switched_off (
    rule TEXT PRIMARY KEY REFERENCES rules (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS messages_by_rule ON messages (rule);
`;

const sql = {
  rules: `SELECT id, rules.rule AS rule, set_by AS "setBy", set_at AS "setAt", switched_off.rule IS NULL AS "on"
    FROM rules LEFT JOIN switched_off ON switched_off.rule = id ORDER BY set_at, id`,
  switchOff: 'INSERT INTO switched_off (rule) VALUES (?)',
  has: 'SELECT 1 FROM rules WHERE id = ?',
  forget: 'DELETE FROM rules WHERE id = ?',
  add: 'INSERT INTO rules (id, rule, set_by, set_at) VALUES (?, ?, ?, ?)',
  firing: 'SELECT subject, since, finding FROM firing WHERE rule = ? ORDER BY since, subject',
  fire: 'INSERT OR REPLACE INTO firing (rule, subject, since, finding) VALUES (?, ?, ?, ?)',
  end: 'DELETE FROM firing WHERE rule = ? AND subject = ?',
  messages: `SELECT id, rule, made_at AS "madeAt", body, attempts, next_at AS "nextAt", problem
    FROM messages WHERE rule = ? ORDER BY place`,
  queue: `INSERT INTO messages (id, rule, made_at, body, attempts, next_at, problem)
    VALUES (?, ?, ?, ?, 0, 0, NULL)`,
  put: 'UPDATE messages SET attempts = attempts + 1, next_at = ?, problem = ? WHERE id = ?',
  settle: 'INSERT OR REPLACE INTO outcomes (rule, at, delivery) VALUES (?, ?, ?)',
  last: 'SELECT at, delivery FROM outcomes WHERE rule = ?',
  drop: 'DELETE FROM messages WHERE id = ?',
} as const;

export const prepareTables = (db: DatabaseSync) => prepareAll(db, sql);
