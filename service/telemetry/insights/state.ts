import type { DatabaseSync } from 'node:sqlite';

/**
 * `migrated`: the last record that has its typed row. `lacking`: the only category whose records lack theirs, where it is
 * one. `refilling`: whether old records are getting theirs. `sealed`: the last day whose rollup is final.
 */
type Name = 'migrated' | 'lacking' | 'refilling' | 'sealed';

/** What the insights remember of themselves; an empty text where there is nothing yet. */
export function createState(db: DatabaseSync) {
  const read = db.prepare('SELECT value FROM insights_state WHERE name = ?');
  const write = db.prepare('INSERT OR REPLACE INTO insights_state (name, value) VALUES (?, ?)');
  return {
    read: (name: Name): string => String(read.get(name)?.['value'] ?? ''),
    write: (name: Name, value: string): void => {
      write.run(name, value);
    },
  };
}
