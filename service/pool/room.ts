import { randomBytes } from 'node:crypto';
import { MOST_PARTICIPANTS, PLACE_KEPT } from '../../contract/meetingLimits.ts';
import type { Meeting, Participant, RoomSays, SignalData } from '../../contract/meetings.ts';
import { createRoomChat, type RoomChat } from './roomChat.ts';

/** The way to one participant. */
export interface Line {
  readonly say: (message: RoomSays) => void;
  /** Says a last word, and ends the connection. */
  readonly end: (last?: RoomSays) => void;
}

/** As whom someone comes. */
export type Who = Pick<Participant, 'name' | 'guest' | 'host'>;

/** One participant's place, as long as the line that took it holds it. */
export interface Place {
  readonly isHost: boolean;
  readonly mute: (muted: boolean) => void;
  readonly signal: (to: string, data: SignalData) => void;
  readonly chat: (id: string, text: string) => void;
  readonly leave: () => void;
  /** The connection is gone; the place is kept for a while. */
  readonly lose: () => void;
}

interface Taken extends Who {
  readonly id: string;
  readonly resume: string;
  muted: boolean;
  /** Who is reached by it; once lost, when that was, in milliseconds since 1970. */
  reach: Line | number;
}

/** One meeting's people, and what they said, in memory alone. */
export interface Room {
  /** @returns a new place, told to everyone; none where the room is full. */
  readonly enter: (who: Who, line: Line, meeting: Meeting) => Place | undefined;
  /** @returns the place that the secret belongs to, taken over from an older line; none where it is no longer kept. */
  readonly resume: (secret: string, line: Line, meeting: Meeting) => Place | undefined;
  readonly isEmpty: () => boolean;
  /** Gives up the places that were lost for too long. */
  readonly expire: () => void;
  /** Sends everyone away. */
  readonly end: () => void;
}

const isLost = (reach: Line | number): reach is number => typeof reach === 'number';

const shown = ({ id, name, guest, host, muted, reach }: Taken): Participant => ({
  ...{ id, name, guest, host, muted },
  isConnected: !isLost(reach),
});

/** Everyone's place, and the ways to all of them. */
interface Floor {
  readonly places: Map<string, Taken>;
  readonly chat: RoomChat;
  readonly now: () => number;
  readonly tell: (message: RoomSays) => void;
  readonly tellRoster: () => void;
}

/** What one line can do at a place, as long as no other line took it over. */
function placeOf(taken: Taken, line: Line, { places, chat, now, tell, tellRoster }: Floor): Place {
  const isHeld = () => taken.reach === line;
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
      other.say({ type: 'signal', from: taken.id, data });
    },
    chat(id, text) {
      if (!isHeld()) return;
      const { message, isNew } = chat.add({ id, from: taken.id, name: taken.name, text });
      if (isNew) tell({ type: 'chat', ...message });
      // Sent again by who did not hear that it had arrived.
      else if (message.from === taken.id) line.say({ type: 'chat', ...message });
    },
    leave() {
      if (!isHeld()) return;
      places.delete(taken.id);
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

export function createRoom(now: () => number): Room {
  const places = new Map<string, Taken>();
  const chat = createRoomChat(now);
  const roster = () => [...places.values()].map(shown);
  const tell = (message: RoomSays, but?: Taken) => {
    for (const one of places.values())
      if (one !== but && !isLost(one.reach)) one.reach.say(message);
  };
  const tellRoster = (but?: Taken) => {
    tell({ type: 'roster', participants: roster() }, but);
  };

  const welcome = (taken: Taken, line: Line, meeting: Meeting): Place => {
    const { id: self, resume } = taken;
    const participants = roster();
    line.say({ type: 'joined', self, resume, meeting, participants, chat: [...chat.last()] });
    tellRoster(taken);
    return placeOf(taken, line, { places, chat, now, tell, tellRoster });
  };

  return {
    enter(who, line, meeting) {
      if (places.size >= MOST_PARTICIPANTS) return undefined;
      const [id, resume] = [randomBytes(8).toString('hex'), randomBytes(32).toString('hex')];
      const taken: Taken = { ...who, id, resume, muted: false, reach: line };
      places.set(id, taken);
      return welcome(taken, line, meeting);
    },
    resume(secret, line, meeting) {
      const taken = [...places.values()].find((one) => one.resume === secret);
      if (!taken) return undefined;
      const before = taken.reach;
      taken.reach = line;
      // The pool may not have noticed yet that the older line is dead.
      if (!isLost(before)) before.end();
      return welcome(taken, line, meeting);
    },
    isEmpty: () => places.size === 0,
    expire() {
      const gone = [...places.values()].filter(
        ({ reach }) => isLost(reach) && now() - reach >= PLACE_KEPT,
      );
      for (const { id } of gone) places.delete(id);
      if (gone.length > 0) tellRoster();
    },
    end() {
      const all = [...places.values()];
      places.clear();
      for (const { reach } of all) if (!isLost(reach)) reach.end({ type: 'ended' });
    },
  };
}
