import { CHAT_KEPT } from '../../../contract/meetingLimits.ts';
import type { MeetingChat } from '../../../contract/meetings.ts';

/** What was said in a meeting, in memory only. */
export interface RoomChat {
  readonly last: () => readonly MeetingChat[];
  /** @returns the message as it is kept; `isNew` is false if there was one with its ID before. */
  readonly add: (message: Omit<MeetingChat, 'at'>) => {
    readonly message: MeetingChat;
    readonly isNew: boolean;
  };
  readonly forget: () => void;
}

export function createRoomChat(now: () => number): RoomChat {
  const kept: MeetingChat[] = [];
  return {
    last: () => [...kept],
    add(given) {
      const known = kept.find(({ id }) => id === given.id);
      if (known) return { message: known, isNew: false };
      const message = { ...given, at: new Date(now()).toISOString() };
      kept.push(message);
      if (kept.length > CHAT_KEPT) kept.shift();
      return { message, isNew: true };
    },
    forget: () => {
      kept.length = 0;
    },
  };
}
