/** One category's records and counters; the database itself keeps the counts by state. */
export const OUTBOX_SCHEMA = `
  CREATE TABLE IF NOT EXISTS records (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL,
    surface TEXT NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    line BLOB NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'rejected')),
    received_at TEXT,
    signature TEXT,
    reason TEXT,
    queued_at INTEGER NOT NULL,
    -- By the outbox's own time, below.
    stored INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER,
    problem TEXT,
    settled_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS records_by_place ON records (state, place);
  CREATE INDEX IF NOT EXISTS records_by_age ON records (state, stored);
  CREATE INDEX IF NOT EXISTS records_newest_first ON records (at DESC, place DESC);
  -- The outbox's own time, in milliseconds, and what the clock said when that was read last.
  CREATE TABLE IF NOT EXISTS outbox_time (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    elapsed INTEGER NOT NULL,
    clock INTEGER
  ) STRICT;
  INSERT OR IGNORE INTO outbox_time VALUES (1, 0, NULL);
  -- Since when, by the outbox's own time, other things are known that age by it.
  CREATE TABLE IF NOT EXISTS kept_beside (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS totals (
    state TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO totals VALUES ('waiting', 0, 0), ('sent', 0, 0), ('rejected', 0, 0);
  CREATE TRIGGER IF NOT EXISTS record_added AFTER INSERT ON records BEGIN
    UPDATE totals SET count = count + 1, bytes = bytes + length(new.line) WHERE state = new.state;
  END;
  CREATE TRIGGER IF NOT EXISTS record_removed AFTER DELETE ON records BEGIN
    UPDATE totals SET count = count - 1, bytes = bytes - length(old.line) WHERE state = old.state;
  END;
  CREATE TRIGGER IF NOT EXISTS record_settled AFTER UPDATE OF state ON records BEGIN
    UPDATE totals SET count = count - 1, bytes = bytes - length(old.line) WHERE state = old.state;
    UPDATE totals SET count = count + 1, bytes = bytes + length(new.line) WHERE state = new.state;
  END;
  CREATE TABLE IF NOT EXISTS counters (
    day TEXT NOT NULL,
    surface TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    amount REAL NOT NULL,
    PRIMARY KEY (day, surface, name, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS epochs (
    surface TEXT PRIMARY KEY,
    epoch TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS taken_over (
    source TEXT PRIMARY KEY,
    through INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS mark (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    value TEXT NOT NULL
  ) STRICT;
`;
