import type { MeetingChat, ParticipantSays } from '../../contract/meetings.ts';
import { createVariable, type Value } from '../value.ts';
import type { RoomState } from './roomState.ts';

/** What is written to everyone; the pool says it back to its writer too, which tells that it arrived. */
export type Written = Extract<ParticipantSays, { type: 'chat' }>;

export interface RoomChat {
  /** The oldest first; a message that came twice is one. */
  readonly messages: Value<readonly MeetingChat[]>;
  readonly hear: (message: MeetingChat) => void;
  /** Takes over all that the room keeps, and says again what it never heard. */
  readonly join: (kept: readonly MeetingChat[]) => void;
  /**
   * Writes to everyone, at once or when joined, and again where a lost connection may have swallowed it.
   * @returns whether it was taken: nothing is while the connection is known to be lost.
   */
  readonly write: (text: string) => boolean;
}

/** @param stay what the room's connection is in, which `say` needs to be of use. */
export function createRoomChat(stay: Value<RoomState>, say: (message: Written) => void): RoomChat {
  const messages = createVariable<readonly MeetingChat[]>([]);
  const unheard = new Map<string, Written>();
  return {
    messages,
    hear(message) {
      unheard.delete(message.id);
      if (!messages.get().some(({ id }) => id === message.id))
        messages.set([...messages.get(), message]);
    },
    join(kept) {
      messages.set(kept);
      for (const { id } of kept) unheard.delete(id);
      for (const message of unheard.values()) say(message);
    },
    write(text) {
      const { name } = stay.get();
      if (name !== 'joining' && name !== 'joined') return false;
      const message: Written = { type: 'chat', id: crypto.randomUUID(), text };
      unheard.set(message.id, message);
      if (name === 'joined') say(message);
      return true;
    },
  };
}
