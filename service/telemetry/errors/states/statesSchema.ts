/**
 * What engineers decided about error groups, and which versions have reported resolved ones since. A trigger writes the
 * latter in the transaction that stores the record, so that erasing the record later leaves the group open.
 */
export const statesSchema = `
  CREATE TABLE IF NOT EXISTS error_states (
    error_group TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'ignored')),
    version TEXT,
    note TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS met_again (
    error_group TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (error_group, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS error_met_again AFTER INSERT ON error_rows
    WHEN EXISTS (SELECT 1 FROM error_states WHERE error_group = NEW.error_group AND state = 'resolved')
    BEGIN INSERT OR IGNORE INTO met_again VALUES (NEW.error_group, NEW.version); END;
`;
