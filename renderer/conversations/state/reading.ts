import type { Message } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import type { IncomingText } from '../../sip/incoming.ts';
import { createVariable } from '../../ui/value.ts';
import { createRoster } from './roster.ts';
import { createThread } from './thread.ts';

type Ports = Pick<
  Main,
  | 'listContacts'
  | 'listColleagues'
  | 'addContact'
  | 'removeContact'
  | 'readMessages'
  | 'storeMessage'
  | 'markRead'
  | 'setOpenConversations'
>;

/** What came, what the person has seen of it, and which conversation is shown. */
export function createReading(main: Ports) {
  const arrived = createVariable<Message | null>(null);
  const roster = createRoster(main);
  const thread = createThread(main);
  let isLooking = true;

  /** A message is new, or was updated. */
  const noted = (message: Message, isUnread = false): void => {
    roster.noted(message, isUnread);
    thread.noted(message, isUnread);
  };

  const sees = (peer: string): boolean => isLooking && thread.get()?.peer === peer;

  const markRead = (peer: string): void => {
    roster.read(peer);
    void main.markRead({ peer });
  };

  const show = async (peer: string | null): Promise<void> => {
    void main.setOpenConversations({ peers: peer === null ? [] : [peer] });
    if (peer === null) {
      thread.close();
      return;
    }
    const unread = roster.get().conversations.get(peer)?.unread ?? 0;
    if (isLooking) markRead(peer);
    await thread.open(peer, unread);
  };

  return {
    arrived,
    roster,
    thread,
    noted,
    /** @returns whether the message was kept. */
    onText: async (text: IncomingText): Promise<boolean> => {
      const wasSeen = sees(text.peer);
      const answer = await main.storeMessage({ ...text, direction: 'Incoming', isSeen: wasSeen });
      if (!answer.ok) return false;
      const message = answer.value;
      if (message === null) return true;
      const isSeen = wasSeen || sees(message.peer);
      noted(message, !isSeen);
      // What was seen as it came was never stored as unread.
      if (isSeen && !wasSeen) markRead(message.peer);
      arrived.set(message);
      return true;
    },
    /**
     * The history has kept a finished call.
     * @param waits whether the person has yet to notice it.
     */
    onCall: (message: Message, waits: boolean): void => {
      const isSeen = sees(message.peer);
      noted(message, waits && !isSeen);
      if (waits && isSeen) markRead(message.peer);
      if (waits) arrived.set(message);
    },
    show,
    looks: (looking: boolean): void => {
      isLooking = looking;
      const peer = thread.get()?.peer;
      if (peer === undefined) return;
      if (looking) markRead(peer);
      else thread.lookedAway();
    },
    /** The messages with a peer, or with everyone if it is null, were deleted. */
    deleted: async (peer: string | null): Promise<void> => {
      const isOf = (one: string | undefined): boolean =>
        one !== undefined && (peer === null || one === peer);
      roster.deleted(peer);
      if (isOf(arrived.get()?.peer)) arrived.set(null);
      if (isOf(thread.get()?.peer)) await show(null);
    },
    clear: (): void => {
      thread.close();
      roster.clear();
    },
  };
}
