import type { Participant, RoomSays, SignalData } from '../../../contract/meetings.ts';
import { personColour } from '../../../contract/personColour.ts';
import type { RoomChat } from './roomChat.ts';

/** The way to one participant. */
export interface Line {
  /** Where it comes from, as limits count it. */
  readonly address: string;
  /** Says what is theirs alone; who doesn't read it is let go. */
  readonly say: (message: RoomSays) => void;
  /** Says how things are now; of what a slow one has not heard, the newest alone. */
  readonly show: (message: Extract<RoomSays, { type: 'roster' | 'waiting' }>) => void;
  /**
   * Says what someone else said, unless too much of theirs, or of everyone's, waits here already: who floods loses
   * their own words, and costs nobody the connection.
   * @param sender an account, or a guest's address.
   */
  readonly pass: (message: Extract<RoomSays, { type: 'signal' | 'chat' }>, sender: string) => void;
  /** Says a last word, and ends the connection. */
  readonly end: (last?: RoomSays) => void;
}

/** As whom someone comes. */
export interface Who extends Pick<Participant, 'name' | 'guest' | 'host'> {
  /** As `user@domain`; null for a guest. */
  readonly account: string | null;
}

/** One participant's place, as long as the line that took it holds it. */
export interface Seat {
  readonly isHost: boolean;
  readonly mute: (muted: boolean) => void;
  readonly signal: (to: string, data: SignalData) => void;
  readonly chat: (id: string, text: string) => void;
  readonly leave: () => void;
  /** The connection is gone; the place is kept for a while. */
  readonly lose: () => void;
}

export interface Taken extends Who {
  readonly id: string;
  readonly resume: string;
  muted: boolean;
  /** Who is reached by it; once lost, when that was, in milliseconds since 1970. */
  reach: Line | number;
}

export const isLost = (reach: Line | number): reach is number => typeof reach === 'number';

/** What everyone may know of one who is there. */
export const shown = ({ id, name, guest, host, muted, reach, account }: Taken): Participant => ({
  id,
  name,
  guest,
  host,
  muted,
  isConnected: !isLost(reach),
  ...(account === null ? {} : { colour: personColour(account) }),
});

/** Everyone's place, and the ways to all of them. */
interface Floor {
  readonly places: ReadonlyMap<string, Taken>;
  readonly chat: RoomChat;
  readonly now: () => number;
  /** Passes on what someone said, to everyone. */
  readonly tell: (message: Extract<RoomSays, { type: 'chat' }>, sender: string) => void;
  readonly tellRoster: () => void;
  readonly free: (taken: Taken) => void;
}

/** What one line can do at a place, as long as no other line took it over. */
export function seatOf(taken: Taken, line: Line, floor: Floor): Seat {
  const { places, chat, now, tell, tellRoster } = floor;
  const isHeld = () => taken.reach === line;
  const sender = taken.account ?? line.address;
  return {
    isHost: taken.host,
    mute(muted) {
      if (!isHeld() || taken.muted === muted) return;
      taken.muted = muted;
      tellRoster();
    },
    signal(to, data) {
      const other = places.get(to)?.reach;
      if (!isHeld() || other === undefined || other === line || isLost(other)) return;
      other.pass({ type: 'signal', from: taken.id, data }, sender);
    },
    chat(id, text) {
      if (!isHeld()) return;
      const { message, isNew } = chat.add({ id, from: taken.id, name: taken.name, text });
      if (isNew) tell({ type: 'chat', ...message }, sender);
      // Sent again by who did not hear that it had arrived.
      else if (message.from === taken.id) line.pass({ type: 'chat', ...message }, sender);
    },
    leave() {
      if (!isHeld()) return;
      floor.free(taken);
      taken.reach = now();
      tellRoster();
    },
    lose() {
      if (!isHeld()) return;
      taken.reach = now();
      tellRoster();
    },
  };
}
