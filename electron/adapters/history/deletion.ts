import type { DatabaseSync } from 'node:sqlite';
import type { Deletion } from '../../../contract/conversations.ts';
import { deleteSetAside, namesSetAside, type Open } from '../files/sqliteFile.ts';
import { hasWal, idsLeftIn } from './deletedBytes.ts';
import type { HistoryStatements } from './historyStatements.ts';

/** How the history's file is used; it may be closed between two steps. */
interface Access {
  readonly opened: () => Open<HistoryStatements>;
  /** Closes the file until the next step. */
  readonly pause: () => void;
  readonly step: <T>(run: (statements: HistoryStatements) => T) => T;
}

type Unproved = Deletion['unproved'];

const NONE: ReadonlySet<string> = new Set();

const failed = (error: unknown): Unproved => ({
  reason: 'failed',
  problem: error instanceof Error ? error.message : String(error),
});

/**
 * Rewrites the file from its remaining rows: `secure_delete` clears deleted rows, but not the copies that moving rows
 * had left in pages before.
 */
const rewrite = (database: DatabaseSync): void => {
  database.exec('VACUUM');
};

/** Deletes from an account's history, and makes sure that the bytes are gone. */
export function createDeletion(file: string, { opened, pause, step }: Access) {
  /**
   * @param deleted the ids that must no longer be found.
   * @returns why it is not certain that all is gone; undefined if it is.
   */
  const prove = (deleted: ReadonlySet<string>): Unproved => {
    try {
      rewrite(opened().database);
      // The last connection writes the write-ahead log into the file and deletes it.
      pause();
      if (hasWal(file)) return { reason: 'inUse', problem: file };
      const left = idsLeftIn(file, deleted);
      const isQuoted = (id: string) => step((statements) => statements.isQuoted(id));
      if (![...left].every(isQuoted)) return { reason: 'bytesLeft', problem: file };
      step((statements) => {
        statements.proved();
      });
      return null;
    } catch (error) {
      return failed(error);
    }
  };
  const deleteCopies = (): Unproved => {
    try {
      deleteSetAside(file);
      return null;
    } catch (error) {
      return failed(error);
    }
  };
  return {
    /** Repeats what an earlier deletion could not prove, or was killed at. */
    finish(): void {
      if (step((statements) => statements.hasUnproved())) prove(NONE);
    },
    deleteMessages(peer: string | null): Deletion {
      const ids = step((statements) => {
        const deleted = statements.idsOf(peer);
        statements.deleteMessages(peer);
        return deleted;
      });
      const proving = prove(ids);
      const deletingCopies = peer === null ? deleteCopies() : null;
      return { unproved: proving ?? deletingCopies, copies: namesSetAside(file).length };
    },
  };
}
