import type { Message } from '../../../contract/conversations.ts';
import { waitsToBeSeen } from '../../../contract/calls.ts';
import type { Main } from '../../../contract/ipc.ts';
import { createVariable, type Value } from '../../ui/value.ts';

/** How many messages are read at a time. */
const PAGE = 100;
const LONGEST_PAGE = 500;
/** How many are held while the newest are in view: older ones can be read again. */
const HELD = 400;

/** The conversation that is shown. */
export interface ThreadState {
  readonly peer: string;
  readonly reading: 'first' | 'older' | null;
  /** Why messages could not be read. */
  readonly problem: string | null;
  /** The oldest first. */
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  /** The place of the first message that came unseen. */
  readonly firstUnread: number | null;
}

export interface Thread extends Value<ThreadState | null> {
  readonly open: (peer: string, unread: number) => Promise<void>;
  readonly close: () => void;
  readonly readOlder: () => Promise<void>;
  /** A new message, or a known one that was settled. */
  readonly noted: (message: Message, isUnread: boolean) => void;
  /** The person looked away: what comes next is new to them. */
  readonly lookedAway: () => void;
  /** Lets go of old messages while the newest are in view. */
  readonly trim: () => void;
}

/** @returns the place of the n-th received message, counted from the newest. */
function nthReceived(messages: readonly Message[], n: number): number | null {
  if (n === 0) return null;
  const received = messages.filter(waitsToBeSeen);
  return received.at(-Math.min(n, received.length))?.place ?? null;
}

function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const index = messages.findLastIndex(({ place }) => place <= message.place);
  const isKnown = messages[index]?.place === message.place;
  return messages.toSpliced(isKnown ? index : index + 1, isKnown ? 1 : 0, message);
}

/** What came meanwhile is kept as it is now; sorting is cheap if both are in order already. */
function merged(older: readonly Message[], newer: readonly Message[]): readonly Message[] {
  const known = new Set(newer.map(({ place }) => place));
  const missing = older.filter(({ place }) => !known.has(place));
  return [...missing, ...newer].sort((a, b) => a.place - b.place);
}

/** Holds the messages of the conversation shown, a page at a time. */
export function createThread(main: Pick<Main, 'readMessages'>): Thread {
  const state = createVariable<ThreadState | null>(null);

  const change = (next: Partial<ThreadState>): void => {
    const before = state.get();
    if (before) state.set({ ...before, ...next });
  };

  const read = async (peer: string, limit: number, before?: number) => {
    const answer = await main.readMessages({
      peer,
      limit,
      ...(before === undefined ? {} : { before }),
    });
    const current = state.get();
    // The person may have gone on to another conversation.
    if (current?.peer !== peer || current.reading === null) return undefined;
    if (!answer.ok) {
      change({ reading: null, problem: answer.problem });
      return undefined;
    }
    const messages = merged(answer.value, current.messages);
    change({ reading: null, problem: null, messages, hasOlder: answer.value.length === limit });
    return messages;
  };

  return {
    ...state,
    open: async (peer, unread) => {
      state.set({
        peer,
        reading: 'first',
        problem: null,
        messages: [],
        hasOlder: false,
        firstUnread: null,
      });
      const messages = await read(peer, Math.min(LONGEST_PAGE, PAGE + unread));
      if (messages) change({ firstUnread: nthReceived(messages, unread) });
    },
    close: () => {
      state.set(null);
    },
    readOlder: async () => {
      const current = state.get();
      const first = current?.messages[0];
      if (!current?.hasOlder || current.reading !== null || !first) return;
      change({ reading: 'older' });
      await read(current.peer, PAGE, first.place);
    },
    noted: (message, isUnread) => {
      const current = state.get();
      if (current?.peer !== message.peer) return;
      const isOld = current.messages[0] && message.place < current.messages[0].place;
      if (isOld) return;
      change({
        messages: withMessage(current.messages, message),
        firstUnread: current.firstUnread ?? (isUnread ? message.place : null),
      });
    },
    lookedAway: () => {
      if (state.get()?.firstUnread != null) change({ firstUnread: null });
    },
    trim: () => {
      const current = state.get();
      if (current && current.reading === null && current.messages.length > 2 * HELD)
        change({ messages: current.messages.slice(-HELD), hasOlder: true });
    },
  };
}
