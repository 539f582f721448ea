import type { Participant, RoomSays, SignalData } from '../../../contract/meetings.ts';
import type { RelayAccess } from '../../../contract/relays.ts';
import { personColour } from '../../../contract/personColour.ts';
import type { RoomChat } from './roomChat.ts';

/** The connection to one participant. */
export interface Line {
  /** The client's address, as limits count it. */
  readonly address: string;
  /** Says what is for them alone; a client that doesn't read it is disconnected. */
  readonly say: (message: RoomSays) => void;
  /** Says the current state; a slow client gets only the newest of what it has missed. */
  readonly show: (message: Extract<RoomSays, { type: 'roster' | 'waiting' }>) => void;
  /**
   * Says what someone else said, unless too much of theirs, or of everyone's, already waits here: a flooder loses their
   * own words, and costs nobody the connection.
   * @param sender an account, or a guest's address.
   */
  readonly pass: (message: Extract<RoomSays, { type: 'signal' | 'chat' }>, sender: string) => void;
  /** Says a last message, and ends the connection. */
  readonly end: (last?: RoomSays) => void;
}

/** Who somebody comes as. */
export interface Who extends Pick<Participant, 'name' | 'guest' | 'host'> {
  /** As `user@domain`; null for a guest. */
  readonly account: string | null;
}

/** One participant's place, as long as the connection that took it holds it. */
export interface Seat {
  readonly isHost: boolean;
  readonly mute: (muted: boolean) => void;
  readonly signal: (to: string, data: SignalData) => void;
  readonly chat: (id: string, text: string) => void;
  /** Says new access to the meeting's relays, if it names any. */
  readonly relays: () => void;
  readonly leave: () => void;
  /** The connection is lost; the place is kept for a while. */
  readonly lose: () => void;
}

export interface Taken extends Who {
  readonly id: string;
  readonly resume: string;
  muted: boolean;
  /** The participant's connection; once lost, when that was, in milliseconds since 1970. */
  reach: Line | number;
}

export const isLost = (reach: Line | number): reach is number => typeof reach === 'number';

/** What everyone may know about a participant. */
export const shown = ({ id, name, guest, host, muted, reach, account }: Taken): Participant => ({
  id,
  name,
  guest,
  host,
  muted,
  isConnected: !isLost(reach),
  ...(account === null ? {} : { colour: personColour(account) }),
});

/** Everyone's places, and the ways to reach them. */
interface Floor {
  readonly places: ReadonlyMap<string, Taken>;
  readonly chat: RoomChat;
  readonly now: () => number;
  readonly relays: () => RelayAccess | undefined;
  /** Passes on to everyone what someone said. */
  readonly tell: (message: Extract<RoomSays, { type: 'chat' }>, sender: string) => void;
  readonly tellRoster: () => void;
  readonly free: (taken: Taken) => void;
}

/** What a connection can do with a place, as long as no other has taken it over. */
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
      // Sent again by a client that did not hear that it had arrived.
      else if (message.from === taken.id) line.pass({ type: 'chat', ...message }, sender);
    },
    relays() {
      const relays = isHeld() ? floor.relays() : undefined;
      if (relays) line.say({ type: 'relays', relays });
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
