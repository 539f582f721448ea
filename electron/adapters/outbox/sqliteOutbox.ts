import type { Outbox } from '../../core/ports/outbox.ts';
import { isNamed } from '../files/oddFile.ts';
import type { OutboxBounds } from './outboxBounds.ts';
import type { Beside } from './outboxAges.ts';
import { OUTBOX_SCHEMA } from './outboxSchema.ts';
import { prepareStatements, type Statements } from './outboxStatements.ts';
import {
  deleteDatabase,
  deleteSetAside,
  isRefused,
  isUnreadable,
  namesSetAside,
  openDatabase,
  runWhole,
  setAside,
  type Open,
} from '../files/sqliteFile.ts';

interface Ports {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since the system started, sleep included. */
  readonly uptime: () => number;
  readonly onSetAside: (file: string) => void;
  /** The file can't be opened or written: new records wait in memory, and those in the file wait on. */
  readonly onUnusable: (file: string, problem: string) => void;
}

/** Opens the file when it is needed, and not before. */
function createAccess({ file, now, uptime, onSetAside, onUnusable }: Ports) {
  let open: Open<Statements> | undefined;

  /** A purge that the disk refused comes before all else, so that nothing of it is ever seen again. */
  let purgeOwed = false;

  const close = () => {
    const closing = open;
    open = undefined;
    closing?.database.close();
  };

  const purge = () => {
    purgeOwed = true;
    close();
    deleteDatabase(file);
    purgeOwed = false;
  };

  const opened = (): Open<Statements> => {
    if (purgeOwed) purge();
    open ??= openDatabase(file, OUTBOX_SCHEMA, (database) => prepareStatements(database, uptime));
    return open;
  };

  /** Runs a step whole or not at all; an unreadable file is set aside, and the step runs on a new one. */
  const repaired = <T>(run: (statements: Statements) => T): T => {
    try {
      return runWhole(opened(), run);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      close();
      onSetAside(setAside(file, now()));
      return runWhole(opened(), run);
    }
  };
  const step = <T>(run: (statements: Statements) => T): T => {
    try {
      return repaired(run);
    } catch (error) {
      if (isRefused(error)) onUnusable(file, error.message);
      throw error;
    }
  };

  /** An outbox that was never opened is empty, and reading it creates no file. */
  const exists = () => open !== undefined || isNamed(file);

  return { close, purge, step, exists, opened };
}

/** What ages beside the records: set-aside files, and what other modules keep. */
function createAging(
  ports: Ports & { readonly bounds: OutboxBounds },
  { step, exists }: Pick<ReturnType<typeof createAccess>, 'step' | 'exists'>,
) {
  const { file } = ports;
  const time = (statements: Statements) => statements.time(Math.round(ports.now()));
  const agesOf = (kind: Beside, names: readonly string[]) =>
    names.length > 0 || exists()
      ? step((statements) => statements.ages(kind, names, time(statements)))
      : new Map<string, number>();
  return {
    ages: (names: readonly string[]) => agesOf('other', names),
    tidyAside: () => {
      const aside = agesOf('set aside', namesSetAside(file));
      const isDue = (name: string) => (aside.get(name) ?? 0) > ports.bounds.settled.age;
      deleteSetAside(file, [...aside.keys()].filter(isDue));
    },
  };
}

/**
 * One category's records and counters in a SQLite file of their own, so that a withdrawal deletes a file, however
 * much is in it. The file is created with the first record.
 * @param ports.bounds is called each time.
 */
export function createSqliteOutbox(ports: Ports & { readonly bounds: OutboxBounds }): Outbox {
  const { file } = ports;
  const now = () => Math.round(ports.now());
  const access = createAccess(ports);
  const { close, purge, step, exists, opened } = access;
  const { ages, tidyAside } = createAging(ports, access);

  return {
    append: (entries, increments) =>
      step((statements) => {
        const time = statements.time(now());
        for (const entry of entries) statements.insert(entry, now(), time);
        for (const increment of increments) statements.increment(increment);
        return statements.enforce(ports.bounds, time);
      }),
    tidy: () => {
      tidyAside();
      return exists()
        ? step((statements) => statements.enforce(ports.bounds, statements.time(now())))
        : 0;
    },
    ages,
    roll: (turn) => {
      step((statements) => {
        const roll = turn(statements.counters(), statements.mark());
        if (!roll) return;
        const time = statements.time(now());
        for (const entry of roll.entries) statements.insert(entry, now(), time);
        statements.clearCounters();
        statements.setMark(roll.mark);
      });
    },
    epoch: (surface) => step((statements) => statements.epoch(surface)),
    takeOver: (source, counts) => {
      step((statements) => {
        statements.takeOver(source, counts);
      });
    },
    waiting: (limit) => (exists() ? step((statements) => statements.waiting(limit)) : []),
    settle: ({ receipts, rejected }) => {
      step((statements) => {
        for (const receipt of receipts) statements.settle(receipt, now());
        for (const rejection of rejected) statements.reject(rejection, now());
      });
    },
    tried: (ids, problem) => {
      if (!exists()) return;
      step((statements) => {
        for (const id of ids) statements.tried(id, problem, now());
      });
    },
    clearHistory: () => {
      if (!exists()) return 0;
      const cleared = step((statements) => statements.clearHistory());
      emptyLog(opened());
      return cleared;
    },
    places: (filter, limit) =>
      exists() ? step(({ reading }) => reading.places(filter, limit)) : [],
    count: (filter) => (exists() ? step(({ reading }) => reading.count(filter)) : 0),
    summary: (place) => (exists() ? step(({ reading }) => reading.summary(place)) : undefined),
    find: (id) => (exists() ? step(({ reading }) => reading.find(id)) : undefined),
    all: () => (exists() ? step(({ reading }) => reading.all()) : []),
    counts: () => (exists() ? step(({ reading }) => reading.counts()) : nothingKept),
    purgeSurface: (surface) => {
      deleteSetAside(file);
      if (!exists()) return;
      step((statements) => {
        statements.deleteSurface(surface);
      });
      emptyLog(opened());
    },
    purge,
    close,
  };
}

const nothingKept = { waiting: 0, sent: 0, rejected: 0 };

/** Deleted rows are overwritten in the database, but remain in its write-ahead log until that is emptied. */
function emptyLog({ database }: Open<Statements>): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
