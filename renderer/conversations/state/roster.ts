import type { Contact, Conversation, Message } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import { createVariable, type Value } from '../../ui/value.ts';

export interface RosterState {
  readonly isLoaded: boolean;
  readonly contacts: readonly Contact[];
  /** The pool's names for the people of the person's own organisation, by address. */
  readonly colleagues: ReadonlyMap<string, string>;
  /** Who is signed in; everyone with an address in their domain is in their organisation. */
  readonly account: string;
  /** Those with messages, in no order. */
  readonly conversations: ReadonlyMap<string, Conversation>;
}

const empty: RosterState = {
  isLoaded: false,
  contacts: [],
  colleagues: new Map(),
  account: '',
  conversations: new Map(),
};

export interface Roster extends Value<RosterState> {
  /** @param account who has signed in. */
  readonly load: (account: string, conversations: readonly Conversation[]) => Promise<void>;
  /** The pool's names for colleagues have changed. */
  readonly rename: () => Promise<void>;
  /** @returns what went wrong, if something did. */
  readonly add: (contact: Contact) => Promise<string | undefined>;
  readonly remove: (address: string) => Promise<string | undefined>;
  /** A message came, went, or was settled. */
  readonly noted: (message: Message, isUnread: boolean) => void;
  readonly read: (peer: string) => void;
  /** The messages with a peer, or with everyone if it is null, were deleted. */
  readonly deleted: (peer: string | null) => void;
  readonly clear: () => void;
}

/** Whom the person knows and writes with, as the list at the left shows it. */
export function createRoster(
  main: Pick<Main, 'listContacts' | 'listColleagues' | 'addContact' | 'removeContact'>,
): Roster {
  const state = createVariable(empty);

  const change = (peer: string, next: (before: Conversation) => Conversation): void => {
    const conversations = new Map(state.get().conversations);
    conversations.set(peer, next(conversations.get(peer) ?? { peer, unread: 0, last: null }));
    state.set({ ...state.get(), conversations });
  };

  const readColleagues = async () =>
    new Map((await main.listColleagues()).map(({ address, name }) => [address, name]));

  const saved = async (saving: ReturnType<Main['addContact']>): Promise<string | undefined> => {
    const answer = await saving;
    if (!answer.ok) return answer.problem;
    state.set({ ...state.get(), contacts: answer.value });
    return undefined;
  };

  return {
    ...state,
    load: async (account, conversations) => {
      const [contacts, colleagues] = await Promise.all([main.listContacts(), readColleagues()]);
      // What came meanwhile is newer than the list.
      const known = new Map(conversations.map((conversation) => [conversation.peer, conversation]));
      for (const [peer, conversation] of state.get().conversations) known.set(peer, conversation);
      state.set({ isLoaded: true, contacts, colleagues, account, conversations: known });
    },
    rename: async () => {
      const colleagues = await readColleagues();
      state.set({ ...state.get(), colleagues });
    },
    add: (contact) => saved(main.addContact(contact)),
    remove: (address) => saved(main.removeContact({ address })),
    noted: (message, isUnread) => {
      change(message.peer, (before) => ({
        ...before,
        unread: before.unread + (isUnread ? 1 : 0),
        last: before.last && before.last.place > message.place ? before.last : message,
      }));
    },
    read: (peer) => {
      if (state.get().conversations.get(peer)?.unread)
        change(peer, (before) => ({ ...before, unread: 0 }));
    },
    deleted: (peer) => {
      const conversations = new Map(peer === null ? [] : state.get().conversations);
      if (peer !== null) conversations.delete(peer);
      state.set({ ...state.get(), conversations });
    },
    clear: () => {
      state.set(empty);
    },
  };
}
