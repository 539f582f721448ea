import { MOST_WAITING } from '../../../contract/meetingLimits.ts';
import type { WaitingGuest } from '../../../contract/meetings.ts';
import type { Line, Seat } from './roomSeats.ts';

/** The way from waiting into the meeting. */
interface Door {
  /** Whether there is a free place. */
  readonly isOpen: () => boolean;
  /** Takes the place. */
  readonly enter: () => Seat | undefined;
}

/** The guests who wait for the host to let them in; they take no place, and hear nothing. */
export interface WaitingGuests {
  /** @returns undefined if too many wait. */
  readonly wait: (guest: WaitingGuest, line: Line, door: Door) => Seat | undefined;
  /** The longest-waiting first. */
  readonly all: () => WaitingGuest[];
  /** @returns whether there was such a guest. */
  readonly turnAway: (id: string) => boolean;
  /** Lets one in, if there is a place. */
  readonly admit: (id: string) => void;
  readonly end: () => void;
}

interface Waiting {
  readonly name: string;
  readonly line: Line;
  readonly isOpen: () => boolean;
  readonly enter: () => void;
}

/** @param onChange called whenever the guests who wait change. */
export function createWaitingGuests(onChange: () => void): WaitingGuests {
  const waiting = new Map<string, Waiting>();
  const remove = (id: string): void => {
    if (waiting.delete(id)) onChange();
  };
  return {
    wait({ id, name }, line, { isOpen, enter }) {
      if (waiting.size >= MOST_WAITING) return undefined;
      let place: Seat | undefined;
      waiting.set(id, {
        name,
        line,
        isOpen,
        enter() {
          place = enter();
        },
      });
      line.say({ type: 'wait' });
      onChange();
      return {
        isHost: false,
        mute: (muted) => place?.mute(muted),
        signal: (to, data) => place?.signal(to, data),
        chat: (message, text) => place?.chat(message, text),
        relays: () => place?.relays(),
        leave() {
          place?.leave();
          remove(id);
        },
        lose() {
          place?.lose();
          remove(id);
        },
      };
    },
    all: () => [...waiting].map(([id, { name }]) => ({ id, name })),
    turnAway(id) {
      const one = waiting.get(id);
      one?.line.end({ type: 'refused', reason: 'turned-away' });
      remove(id);
      return one !== undefined;
    },
    admit(id) {
      const one = waiting.get(id);
      if (!one?.isOpen()) return;
      // Removed before the host is told who is there, or they would see one person twice.
      remove(id);
      one.enter();
    },
    end() {
      const lines = [...waiting.values()].map(({ line }) => line);
      waiting.clear();
      for (const line of lines) line.end({ type: 'ended' });
    },
  };
}
