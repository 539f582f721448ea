import type {
  ParticipantSays,
  RoomSays,
  SignalData,
  Ticket,
  WaitingGuest,
} from '../../../contract/meetings.ts';
import type { RelayAccess } from '../../../contract/relays.ts';
import { retryDelay } from '../../sip/retryDelay.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import { createRoomChat, type RoomChat, type RoomChatOfRoom, type Written } from './roomChat.ts';
import { openRoomSocket, type RoomSocket } from './roomSocket.ts';
import type { Ending, RoomState, Roster } from './roomState.ts';

export interface RoomSettings {
  /** The room's address, by ws or wss. */
  readonly url: string;
  readonly name: string;
  /** Proves a signed-in person to the room, once; null for a guest. */
  readonly ticket: () => Promise<Ticket | null>;
}

export interface RoomEvents {
  /**
   * How sound may go, before `onJoined`.
   * @param access to the relays; undefined if there are none.
   */
  readonly onRoute: (access: RelayAccess | undefined, isRelayOnly: boolean) => void;
  readonly onRelays: (access: RelayAccess) => void;
  /** @param isBack to the place of the lost connection; otherwise everything begins anew. */
  readonly onJoined: (roster: Roster, isBack: boolean) => void;
  readonly onRoster: (roster: Roster) => void;
  /** To the host: who waits to be let in. */
  readonly onWaiting: (guests: readonly WaitingGuest[]) => void;
  readonly onSignal: (from: string, data: SignalData) => void;
  /** @param code the WebSocket's own, or `silent`. */
  readonly onLost: (code: string) => void;
  readonly onOver: (why: Ending) => void;
}

/**
 * A client's session in a meeting's room at the pool, from joining until leaving; a lost connection is re-established
 * automatically.
 */
export interface Room {
  readonly state: Value<RoomState>;
  readonly chat: RoomChat;
  readonly start: () => void;
  /** Does nothing while there is no connection. */
  readonly say: (what: Exclude<ParticipantSays, Written>) => void;
  /** Leaves, or ends the meeting for all. */
  readonly leave: (how: 'leave' | 'end') => void;
  readonly connectNow: () => void;
}

/** The place in the room, as the pool gave it. */
interface Place {
  readonly self: string;
  readonly resume: string;
}

const joinOf = (
  name: string,
  ticket: string | null,
  place: Place | undefined,
): ParticipantSays => ({
  type: 'join',
  name,
  ...(ticket !== null && { ticket }),
  ...(place && { resume: place.resume }),
});

/**
 * Someone whom the pool knew must not return as a guest because proof could not be fetched just then: a later attempt
 * will work.
 */
function createProof(ticket: RoomSettings['ticket']): () => Promise<string | null> {
  let isKnown = false;
  return async () => {
    const proof = (await ticket())?.ticket ?? null;
    if (proof !== null) isKnown = true;
    return proof === null && isKnown ? 'missing' : proof;
  };
}

/** Messages that don't change the session itself. */
function passOn(
  said: RoomSays,
  chat: Pick<RoomChatOfRoom, 'receive'>,
  events: Pick<RoomEvents, 'onSignal' | 'onWaiting' | 'onRelays'>,
): void {
  if (said.type === 'signal') events.onSignal(said.from, said.data);
  else if (said.type === 'chat') chat.receive(said);
  else if (said.type === 'waiting') events.onWaiting(said.guests);
  else if (said.type === 'relays') events.onRelays(said.relays);
}

export function createRoom({ url, name, ticket }: RoomSettings, events: RoomEvents): Room {
  const state = createVariable<RoomState>({ name: 'joining' });
  const chat = createRoomChat(state, (message) => socket?.say(message));
  let socket: RoomSocket | undefined;
  let place: Place | undefined;
  const prove = createProof(ticket);
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const finish = (why: Ending): void => {
    clearTimeout(timer);
    socket?.close();
    socket = undefined;
    state.set({ name: 'over', why });
    events.onOver(why);
  };

  const lose = (code: string): void => {
    socket = undefined;
    const { name: before } = state.get();
    const isWaiting = before === 'waiting';
    if (!place && !isWaiting) {
      finish('unreachable');
      return;
    }
    chat.lose();
    if (before === 'joined') events.onLost(code);
    const delay = retryDelay(failures, Math.random());
    failures += 1;
    // Someone waiting to be let in keeps waiting: there is nothing yet that could be lost.
    if (!isWaiting) state.set({ name: 'reconnecting', nextAt: Date.now() + delay });
    timer = setTimeout(connect, delay);
  };

  const receive = (said: RoomSays): void => {
    switch (said.type) {
      case 'joined': {
        const isBack = said.self === place?.self;
        place = said;
        failures = 0;
        chat.join(said.chat);
        state.set({ name: 'joined' });
        events.onRoute(said.relays, said.meeting.RelayOnly === true);
        events.onJoined({ self: said.self, participants: said.participants }, isBack);
        break;
      }
      case 'roster':
        events.onRoster({ self: place?.self ?? '', participants: said.participants });
        break;
      case 'wait':
        failures = 0;
        // Someone let in on an earlier connection hears nobody until they are let in again.
        events.onRoster({ self: '', participants: [] });
        state.set({ name: 'waiting' });
        break;
      case 'refused':
      case 'ended':
        finish(said.type === 'refused' ? said.reason : 'ended');
        break;
      case 'signal':
      case 'chat':
      case 'waiting':
      case 'relays':
      case 'overseeing':
      case 'alive':
        passOn(said, chat, events);
    }
  };

  const open = (proof: string | null): void => {
    const onOpen = () => void mine.say(joinOf(name, proof, place));
    const mine = openRoomSocket(url, { onOpen, onSaid: receive, onLost: lose });
    socket = mine;
  };

  function connect(): void {
    clearTimeout(timer);
    if (state.get().name === 'reconnecting') state.set({ name: 'reconnecting', nextAt: null });
    void prove().then((proof) => {
      if (state.get().name === 'over' || socket) return;
      if (proof === 'missing') lose('ticket');
      else open(proof);
    });
  }

  return {
    state,
    chat,
    start: connect,
    say: (what) => void socket?.say(what),
    leave(how) {
      if (state.get().name === 'over') return;
      socket?.say({ type: how });
      finish(how === 'end' ? 'ended' : 'left');
    },
    connectNow() {
      const now = state.get();
      if (now.name === 'reconnecting' && now.nextAt !== null) connect();
    },
  };
}
