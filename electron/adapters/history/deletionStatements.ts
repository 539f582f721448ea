import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** Marks a deletion as not yet proved to have left the file's bytes, so that this outlives the process. */
export const DELETION_SCHEMA = `
  CREATE TABLE IF NOT EXISTS unproved_deletion (
    one INTEGER PRIMARY KEY CHECK (one = 1)
  ) STRICT;
`;

const idRow = z.object({ id: z.string() });

export interface DeletionStatements {
  /** The ids of all messages and calls with a peer; with everyone if it is null. */
  idsOf(peer: string | null): ReadonlySet<string>;
  /** Deletes them, with the conversation itself. */
  deleteMessages(peer: string | null): void;
  /** Whether a deletion is not yet proved to have left the file's bytes. */
  hasUnproved(): boolean;
  proved(): void;
  /** Whether a remaining message contains a text. */
  isQuoted(text: string): boolean;
}

/** Prepares, once for each opening of the database, the statements that delete conversations from it. */
export function prepareDeletion(database: DatabaseSync): DeletionStatements {
  const these = '?1 IS NULL OR peer = ?1';
  const ids = database.prepare(`SELECT id FROM messages WHERE ${these}`);
  const deletions = [
    `DELETE FROM calls WHERE place IN (SELECT place FROM messages WHERE ${these})`,
    `DELETE FROM messages WHERE ${these}`,
    `DELETE FROM conversations WHERE ${these}`,
    `DELETE FROM open_conversations WHERE ${these}`,
  ].map((sql) => database.prepare(sql));
  const note = database.prepare('INSERT OR IGNORE INTO unproved_deletion VALUES (1)');
  const noted = database.prepare('SELECT 1 FROM unproved_deletion');
  const proved = database.prepare('DELETE FROM unproved_deletion');
  const quoted = database.prepare('SELECT 1 FROM messages WHERE instr(text, ?) > 0 LIMIT 1');
  return {
    idsOf: (peer) =>
      new Set(
        z
          .array(idRow)
          .parse(ids.all(peer))
          .map(({ id }) => id),
      ),
    deleteMessages(peer) {
      note.run();
      for (const statement of deletions) statement.run(peer);
    },
    hasUnproved: () => noted.get() !== undefined,
    proved: () => void proved.run(),
    isQuoted: (text) => quoted.get(text) !== undefined,
  };
}
