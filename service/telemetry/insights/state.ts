import type { DatabaseSync } from 'node:sqlite';

/**
 * `migrated`: the last record that has a typed row. `lacking`: the only category whose records lack typed rows, if there
 * is only one. `refilling`: whether stored records are getting typed rows right now. `sealed`: the last day whose rollup
 * is final.
 */
type Name = 'migrated' | 'lacking' | 'refilling' | 'sealed';

/** The insights' own progress marks; an empty text if a mark is not set. */
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
