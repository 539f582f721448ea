import type { MeetingChat, ParticipantSays } from '../../../contract/meetings.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import type { RoomState } from './roomState.ts';

export type Written = Extract<ParticipantSays, { type: 'chat' }>;

/** A message of one's own that the room has not said back yet: so far, nobody may have read it. */
export interface Unheard {
  readonly id: string;
  readonly text: string;
  /** Whether the connection that it was said into is gone; it is said again only when the person asks for it. */
  readonly isLost: boolean;
}

/** What is written to everyone in the meeting, and what of one's own waits to be heard. */
export interface RoomChat {
  /** The oldest first; a message that came twice is one. */
  readonly messages: Value<readonly MeetingChat[]>;
  readonly unheard: Value<readonly Unheard[]>;
  /**
   * Writes at once, or as soon as one has joined.
   * @returns whether it was taken: nothing is while the connection is known to be lost.
   */
  readonly write: (text: string) => boolean;
  /** Says a lost message again, once one is in the room; where it did arrive after all, it stays one. */
  readonly again: (id: string) => void;
}

export interface RoomChatOfRoom extends RoomChat {
  readonly hear: (message: MeetingChat) => void;
  /** Takes over all that the room keeps, and says what was written while joining. */
  readonly join: (kept: readonly MeetingChat[]) => void;
  /** The connection is gone, and with it perhaps what was said last. */
  readonly lose: () => void;
}

/** @param stay what the room's connection is in, which `say` needs to be of use. */
export function createRoomChat(
  stay: Value<RoomState>,
  say: (message: Written) => void,
): RoomChatOfRoom {
  const messages = createVariable<readonly MeetingChat[]>([]);
  const unheard = createVariable<readonly Unheard[]>([]);
  const sayOne = ({ id, text }: Unheard): void => {
    say({ type: 'chat', id, text });
  };
  const forget = (heard: readonly MeetingChat[]): void => {
    const ids = new Set(heard.map(({ id }) => id));
    if (unheard.get().some(({ id }) => ids.has(id)))
      unheard.set(unheard.get().filter(({ id }) => !ids.has(id)));
  };
  return {
    messages,
    unheard,
    write(text) {
      const { name } = stay.get();
      if (name !== 'joining' && name !== 'joined') return false;
      const message: Unheard = { id: crypto.randomUUID(), text, isLost: false };
      unheard.set([...unheard.get(), message]);
      if (name === 'joined') sayOne(message);
      return true;
    },
    again(wanted) {
      const message = unheard.get().find(({ id, isLost }) => id === wanted && isLost);
      if (!message || stay.get().name !== 'joined') return;
      unheard.set(
        unheard.get().map((one) => (one === message ? { ...message, isLost: false } : one)),
      );
      sayOne(message);
    },
    hear(message) {
      forget([message]);
      if (!messages.get().some(({ id }) => id === message.id))
        messages.set([...messages.get(), message]);
    },
    join(kept) {
      messages.set(kept);
      forget(kept);
      for (const message of unheard.get()) if (!message.isLost) sayOne(message);
    },
    lose() {
      if (unheard.get().length > 0)
        unheard.set(unheard.get().map((message) => ({ ...message, isLost: true })));
    },
  };
}
