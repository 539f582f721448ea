import { randomBytes } from 'node:crypto';
import { MOST_BESIDE_HOST, PLACE_KEPT_MS } from '../../../contract/meetingLimits.ts';
import type { Meeting } from '../../../contract/meetings.ts';
import type { RelayAccess } from '../../../contract/relays.ts';
import { createRoomChat } from './roomChat.ts';
import { isLost, seatOf, shown, type Line, type Seat, type Taken, type Who } from './roomSeats.ts';
import { createWaitingGuests } from './waitingGuests.ts';

/** One meeting's people, and what they said; in memory only. */
export interface Room {
  /**
   * Takes a new place, which everyone is told. An account has one: if it comes a second time, it takes the place over.
   * @returns undefined if the room is full, which it never is for the host.
   */
  readonly enter: (who: Who, line: Line, meeting: Meeting) => Seat | undefined;
  /**
   * @returns the place that the secret belongs to, taken over from an older connection; undefined if it is no longer
   * kept; `elsewhere` if its account took it over by another join.
   */
  readonly resume: (secret: string, line: Line, meeting: Meeting) => Seat | 'elsewhere' | undefined;
  /** Whether the secret is that of a guest who was in before, and whom nobody removed. */
  readonly knows: (secret: string) => boolean;
  /**
   * Has a guest wait for the host.
   * @param meeting the meeting as of when they are let in.
   * @returns undefined if too many wait.
   */
  readonly wait: (who: Who, line: Line, meeting: () => Meeting | undefined) => Seat | undefined;
  /** Shows the host who is there, without giving them a place. */
  readonly oversee: (line: Line, meeting: Meeting) => Seat;
  readonly admit: (id: string) => void;
  /**
   * Sends away somebody who is there, other than the host, or somebody who waits.
   * @returns who it was, if they had a place.
   */
  readonly remove: (id: string) => Who | undefined;
  readonly isEmpty: () => boolean;
  /** Gives up the places whose connection was lost for too long. */
  readonly expire: () => void;
  /** Sends everyone away. */
  readonly end: () => void;
}

/** How many secrets of each kind are remembered; the oldest are forgotten first. */
const MOST_REMEMBERED = 200;
const MOST_OVERSEEING = 4;

/** Remembers the last `most` texts. */
function createMemory(most: number) {
  const kept = new Set<string>();
  return {
    has: (text: string) => kept.has(text),
    clear: () => {
      kept.clear();
    },
    add(text: string) {
      kept.add(text);
      for (const oldest of kept) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
  };
}

const makeId = () => randomBytes(8).toString('hex');

/** The host's connections that have no place. */
function createOverseers() {
  const lines = new Set<Line>();
  return {
    lines,
    add(line: Line): Seat {
      lines.add(line);
      for (const oldest of lines) {
        if (lines.size <= MOST_OVERSEEING) break;
        lines.delete(oldest);
        oldest.end({ type: 'refused', reason: 'elsewhere' });
      }
      const nothing = () => undefined;
      const go = () => void lines.delete(line);
      return {
        isHost: true,
        mute: nothing,
        signal: nothing,
        chat: nothing,
        relays: nothing,
        leave: go,
        lose: go,
      };
    },
  };
}

/** Who is there and who looks on, and what they are told. */
function createFloor(now: () => number, relays: GiveAccess) {
  const places = new Map<string, Taken>();
  const chat = createRoomChat(now);
  const overseers = createOverseers();
  const roster = () => [...places.values()].map(shown);
  const tell: Parameters<typeof seatOf>[2]['tell'] = (message, sender) => {
    for (const { reach } of places.values()) if (!isLost(reach)) reach.pass(message, sender);
  };
  const tellRoster = (but?: Taken) => {
    const message = { type: 'roster', participants: roster() } as const;
    for (const one of places.values())
      if (one !== but && !isLost(one.reach)) one.reach.show(message);
    for (const line of overseers.lines) line.show(message);
  };
  const sayWaiting = (line: Line) => {
    line.show({ type: 'waiting', guests: waiting.all() });
  };
  const waiting = createWaitingGuests(() => {
    for (const { host, reach } of places.values()) if (host && !isLost(reach)) sayWaiting(reach);
    for (const line of overseers.lines) sayWaiting(line);
  });
  const free = ({ id }: Taken) => {
    places.delete(id);
    // What was said is forgotten once the last participant has left, even if the host still looks on.
    if (places.size === 0) chat.forget();
  };

  const welcome = (taken: Taken, line: Line, meeting: Meeting): Seat => {
    const { id: self, resume } = taken;
    const participants = roster();
    const said = { self, resume, meeting, participants, chat: [...chat.last()] };
    line.say({ type: 'joined', ...said, relays: relays() });
    if (taken.host) sayWaiting(line);
    tellRoster(taken);
    return seatOf(taken, line, { places, chat, now, relays, tell, tellRoster, free });
  };
  const end = () => {
    const all = [...places.values()];
    places.clear();
    waiting.end();
    const lines = [...all.map(({ reach }) => reach), ...overseers.lines];
    overseers.lines.clear();
    for (const line of lines) if (!isLost(line)) line.end({ type: 'ended' });
  };
  return { places, overseers, waiting, roster, tellRoster, sayWaiting, free, welcome, end };
}

/** Gives one participant new access to the meeting's relays, if it names any. */
type GiveAccess = () => RelayAccess | undefined;

export function createRoom(now: () => number, relays: GiveAccess = () => undefined): Room {
  const floor = createFloor(now, relays);
  const { places, overseers, waiting, tellRoster, free, welcome } = floor;
  /** The secrets of guests who were let in, and of places whose account joined again. */
  const [letIn, replaced] = [createMemory(MOST_REMEMBERED), createMemory(MOST_REMEMBERED)];
  const sendAway = (taken: Taken, reason: 'elsewhere' | 'removed') => {
    const { reach } = taken;
    taken.reach = now();
    if (!isLost(reach)) reach.end({ type: 'refused', reason });
  };
  /** Gives up the place that the account already has for the one who comes now. */
  const replace = (account: string | null): void => {
    const older = [...places.values()].find((one) => account !== null && one.account === account);
    if (!older) return;
    places.delete(older.id);
    replaced.add(older.resume);
    sendAway(older, 'elsewhere');
  };
  /** Whether only the host would still find a place. */
  const isFull = () => [...places.values()].filter(({ host }) => !host).length >= MOST_BESIDE_HOST;
  const enter: Room['enter'] = (who, line, meeting) => {
    replace(who.account);
    if (!who.host && isFull()) return undefined;
    const resume = randomBytes(32).toString('hex');
    const taken: Taken = { ...who, id: makeId(), resume, muted: false, reach: line };
    places.set(taken.id, taken);
    if (who.guest) letIn.add(resume);
    return welcome(taken, line, meeting);
  };

  return {
    enter,
    knows: letIn.has,
    resume(secret, line, meeting) {
      if (replaced.has(secret)) return 'elsewhere';
      const taken = [...places.values()].find((one) => one.resume === secret);
      if (!taken) return undefined;
      const before = taken.reach;
      taken.reach = line;
      // The pool may not have noticed yet that the older connection is dead.
      if (!isLost(before)) before.end();
      return welcome(taken, line, meeting);
    },
    wait: (who, line, meeting) =>
      waiting.wait({ id: makeId(), name: who.name }, line, {
        isOpen: () => meeting() !== undefined && !isFull(),
        enter() {
          const now = meeting();
          return now && enter(who, line, now);
        },
      }),
    oversee(line, meeting) {
      line.say({ type: 'overseeing', meeting, participants: floor.roster() });
      floor.sayWaiting(line);
      return overseers.add(line);
    },
    admit: waiting.admit,
    remove(id) {
      if (waiting.turnAway(id)) return undefined;
      const taken = places.get(id);
      if (!taken || taken.host) return undefined;
      free(taken);
      // Someone may have several secrets: a guest who is not there now waits like any other.
      letIn.clear();
      for (const { guest, resume } of places.values()) if (guest) letIn.add(resume);
      sendAway(taken, 'removed');
      tellRoster();
      return taken;
    },
    isEmpty: () => places.size + waiting.all().length + overseers.lines.size === 0,
    expire() {
      const gone = [...places.values()].filter(
        ({ reach }) => isLost(reach) && now() - reach >= PLACE_KEPT_MS,
      );
      for (const taken of gone) free(taken);
      if (gone.length > 0) tellRoster();
    },
    end: floor.end,
  };
}
