import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Drawer } from '../core/ports.ts';
import type { DrawerBounds } from './drawerBounds.ts';
import { deleteDatabase, isUnreadable, openDatabase, setAside } from './drawerDatabase.ts';
import { prepareStatements, type Statements } from './drawerStatements.ts';

interface Open {
  readonly database: DatabaseSync;
  readonly statements: Statements;
}

/**
 * One category's records and counters in a SQLite file of their own, so that a withdrawal deletes a
 * file, however much is in it. The file is made when the first record comes.
 */
export function createSqliteDrawer(ports: {
  file: string;
  bounds: DrawerBounds;
  now: () => number;
  onSetAside: (file: string) => void;
}): Drawer {
  const { file, bounds, now } = ports;
  let open: Open | undefined;

  const close = () => {
    open?.database.close();
    open = undefined;
  };

  const opened = (): Open => {
    if (open) return open;
    const database = openDatabase(file);
    open = { database, statements: prepareStatements(database) };
    return open;
  };

  /** Runs a step whole or not at all; an unreadable file is set aside, and the step done on a new one. */
  const step = <T>(run: (statements: Statements) => T): T => {
    try {
      return transaction(opened(), run);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      close();
      ports.onSetAside(setAside(file, now()));
      return transaction(opened(), run);
    }
  };

  /** A drawer that was never opened holds nothing, and asking it makes no file. */
  const exists = () => open !== undefined || existsSync(file);

  return {
    append: (entries, increments) =>
      step((statements) => {
        for (const entry of entries) statements.insert(entry);
        for (const increment of increments) statements.increment(increment);
        return statements.enforce(bounds, now());
      }),
    roll: (turn) => {
      step((statements) => {
        const roll = turn(statements.counters(), statements.mark());
        if (!roll) return;
        for (const entry of roll.entries) statements.insert(entry);
        statements.clearCounters();
        statements.setMark(roll.mark);
      });
    },
    waiting: (limit) => (exists() ? step((statements) => statements.waiting(limit)) : []),
    settle: ({ receipts, rejected }) => {
      step((statements) => {
        for (const receipt of receipts) statements.settle(receipt);
        for (const rejection of rejected) statements.reject(rejection);
      });
    },
    discard: (ids) => {
      step((statements) => {
        for (const id of ids) statements.discard(id);
      });
    },
    purge: () => {
      close();
      deleteDatabase(file);
    },
    close,
  };
}

function transaction<T>({ database, statements }: Open, run: (statements: Statements) => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = run(statements);
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
