import type { DatabaseSync } from 'node:sqlite';

/** `migrated`: the last record that has a typed row. `sealed`: the last day whose rollup is final. */
type Name = 'migrated' | 'sealed';

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
