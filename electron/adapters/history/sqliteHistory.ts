import { randomBytes } from 'node:crypto';
import type { History } from '../../core/conversations/history.ts';
import { HISTORY_SCHEMA, prepareHistory, type HistoryStatements } from './historyStatements.ts';
import { createDeletion } from './deletion.ts';
import { isUnreadable, openDatabase, runWhole, setAside, type Open } from '../files/sqliteFile.ts';

/** Why a message failed that was being sent when Candor ended. */
const INTERRUPTED = 'interrupted';
/** As many as in the catalogue's example. */
const THREAD_BYTES = 21;

interface Ports {
  readonly file: string;
  readonly now: () => number;
  readonly onSetAside: (file: string) => void;
}

/** Runs steps on the file; an unreadable one is set aside, and a new one begun. */
function createAccess({ file, now, onSetAside }: Ports) {
  const reopen = () => openDatabase(file, HISTORY_SCHEMA, prepareHistory);
  const begin = (): Open<HistoryStatements> => {
    const opened = reopen();
    runWhole(opened, (statements) => {
      statements.failThoseUnderWay(INTERRUPTED);
    });
    return opened;
  };
  const beginAnew = (failed: unknown): Open<HistoryStatements> => {
    if (!isUnreadable(failed)) throw failed;
    onSetAside(setAside(file, now()));
    return begin();
  };
  const first = (): Open<HistoryStatements> => {
    try {
      return begin();
    } catch (error) {
      return beginAnew(error);
    }
  };
  /** undefined while the file is closed for examination, and if it could not be reopened since. */
  let open: Open<HistoryStatements> | undefined = first();
  let hasEnded = false;
  const pause = (): void => {
    open?.database.close();
    open = undefined;
  };
  const opened = (): Open<HistoryStatements> => {
    if (hasEnded) throw new Error('the history is closed');
    return (open ??= reopen());
  };
  return {
    opened,
    pause,
    close: () => {
      hasEnded = true;
      pause();
    },
    step: <T>(run: (statements: HistoryStatements) => T): T => {
      try {
        return runWhole(opened(), run);
      } catch (error) {
        if (isUnreadable(error)) pause();
        open = beginAnew(error);
        return runWhole(open, run);
      }
    },
  };
}

/** Opens an account's history; an unreadable one is set aside, and a new one begun. */
export function createSqliteHistory(ports: Ports): History {
  const access = createAccess(ports);
  const { step, close } = access;
  const deletion = createDeletion(ports.file, access);
  deletion.finish();
  return {
    contacts: () => step((statements) => statements.contacts()),
    addContact: (contact) => {
      step((statements) => {
        statements.addContact(contact);
      });
    },
    removeContact: (address) => {
      step((statements) => {
        statements.removeContact(address);
      });
    },
    conversations: () => step((statements) => statements.conversations()),
    open: () => step((statements) => statements.open()),
    setOpen: (peers) => {
      step((statements) => {
        statements.setOpen(peers);
      });
    },
    messages: (peer, before, limit) =>
      step((statements) => statements.messages(peer, before, limit)),
    add: (message, owed) =>
      step((statements) => {
        if (statements.byId(message.id)) return null;
        statements.add(message);
        if (owed) statements.owe(owed);
        return statements.byId(message.id) ?? null;
      }),
    settle: (settlement, owe) =>
      step((statements) => {
        const before = statements.byId(settlement.id);
        if (!before) return undefined;
        statements.settle(settlement);
        const after = statements.byId(settlement.id) ?? before;
        const isDelivered = after.delivery === 'delivered' && before.delivery !== 'delivered';
        const owed = isDelivered ? owe?.() : undefined;
        if (owed) statements.owe(owed);
        return { before, after };
      }),
    markRead: (peer) => {
      step((statements) => {
        statements.markRead(peer);
      });
    },
    unread: () => step((statements) => statements.unread()),
    thread: (peer) =>
      step((statements) => {
        const known = statements.thread(peer);
        if (known !== null) return known;
        const made = randomBytes(THREAD_BYTES).toString('base64');
        statements.setThread(peer, made);
        return made;
      }),
    deleteMessages: (peer) => deletion.deleteMessages(peer),
    source: () => step((statements) => statements.source()),
    owed: () => step((statements) => statements.owed()),
    forgetOwed: (through) => {
      step((statements) => {
        statements.forgetOwed(through);
      });
    },
    forgetThreads: () => {
      step((statements) => {
        statements.forgetThreads();
      });
    },
    close,
  };
}
