import type { MeetingChat, ParticipantSays } from '../../../contract/meetings.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import type { RoomState } from './roomState.ts';

export type Written = Extract<ParticipantSays, { type: 'chat' }>;

/** One's own message that the room has not echoed yet: perhaps nobody has read it. */
export interface PendingMessage {
  readonly id: string;
  readonly text: string;
  /** Whether its connection is gone; it is sent again only when the person asks for it. */
  readonly isLost: boolean;
}

/** The meeting's chat, and one's own messages that were not echoed yet. */
export interface RoomChat {
  /** Oldest first; a message that comes twice is shown once. */
  readonly messages: Value<readonly MeetingChat[]>;
  readonly pending: Value<readonly PendingMessage[]>;
  /**
   * Sends at once, or as soon as one has joined.
   * @returns whether it was accepted: nothing is while the connection is known to be lost.
   */
  readonly write: (text: string) => boolean;
  /** Sends a lost message again, once one is in the room; if it did arrive after all, it is shown once. */
  readonly again: (id: string) => void;
}

export interface RoomChatOfRoom extends RoomChat {
  readonly receive: (message: MeetingChat) => void;
  /** Takes over all that the room keeps, and sends what was written while joining. */
  readonly join: (kept: readonly MeetingChat[]) => void;
  /** The connection is gone, and with it perhaps the latest messages. */
  readonly lose: () => void;
}

/** @param roomState the state of the room's connection, on which `say` depends. */
export function createRoomChat(
  roomState: Value<RoomState>,
  say: (message: Written) => void,
): RoomChatOfRoom {
  const messages = createVariable<readonly MeetingChat[]>([]);
  const pending = createVariable<readonly PendingMessage[]>([]);
  const sayOne = ({ id, text }: PendingMessage): void => {
    say({ type: 'chat', id, text });
  };
  const removePending = (heard: readonly MeetingChat[]): void => {
    const ids = new Set(heard.map(({ id }) => id));
    if (pending.get().some(({ id }) => ids.has(id)))
      pending.set(pending.get().filter(({ id }) => !ids.has(id)));
  };
  return {
    messages,
    pending,
    write(text) {
      const { name } = roomState.get();
      if (name !== 'joining' && name !== 'joined') return false;
      const message: PendingMessage = { id: crypto.randomUUID(), text, isLost: false };
      pending.set([...pending.get(), message]);
      if (name === 'joined') sayOne(message);
      return true;
    },
    again(wanted) {
      const message = pending.get().find(({ id, isLost }) => id === wanted && isLost);
      if (!message || roomState.get().name !== 'joined') return;
      pending.set(
        pending.get().map((one) => (one === message ? { ...message, isLost: false } : one)),
      );
      sayOne(message);
    },
    receive(message) {
      removePending([message]);
      if (!messages.get().some(({ id }) => id === message.id))
        messages.set([...messages.get(), message]);
    },
    join(kept) {
      messages.set(kept);
      removePending(kept);
      for (const message of pending.get()) if (!message.isLost) sayOne(message);
    },
    lose() {
      if (pending.get().length > 0)
        pending.set(pending.get().map((message) => ({ ...message, isLost: true })));
    },
  };
}
