import type { Participant, RoomSays, Ticket, WaitingGuest } from '../../../contract/meetings.ts';
import { retryDelay } from '../../sip/retryDelay.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import type { Hosting } from './hosting.ts';
import { openRoomSocket, type RoomSocket } from './roomSocket.ts';

/** The host's view of a meeting in which they have no place yet. */
export interface Oversight extends Hosting {
  /** The participants; undefined for anyone but the host, and while the pool can't be reached. */
  readonly people: Value<readonly Participant[] | undefined>;
  readonly stop: () => void;
}

/**
 * Asks the pool whether the person hosts the meeting, and if so follows it until stopped.
 * @param url the room's, by ws or wss.
 * @param onEnded is called once the meeting is over.
 */
export function createOversight(
  { url, ticket }: { readonly url: string; readonly ticket: () => Promise<Ticket | null> },
  onEnded: () => void,
): Oversight {
  const people = createVariable<readonly Participant[] | undefined>(undefined);
  const waiting = createVariable<readonly WaitingGuest[]>([]);
  let socket: RoomSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isStopped = false;

  const stop = (): void => {
    isStopped = true;
    clearTimeout(timer);
    socket?.close();
    socket = undefined;
    people.set(undefined);
  };
  const receive = (said: RoomSays): void => {
    if (said.type === 'overseeing') failures = 0;
    if (said.type === 'overseeing' || said.type === 'roster') people.set(said.participants);
    else if (said.type === 'waiting') waiting.set(said.guests);
    else if (said.type === 'refused') stop();
    else if (said.type === 'ended') {
      stop();
      onEnded();
    }
  };
  const connect = (): void => {
    void ticket().then((proof) => {
      if (isStopped || !proof?.host) return;
      const mine = openRoomSocket(url, {
        onOpen: () => void mine.say({ type: 'oversee', ticket: proof.ticket }),
        onSaid: receive,
        onLost: () => {
          socket = undefined;
          people.set(undefined);
          timer = setTimeout(connect, retryDelay(failures, Math.random()));
          failures += 1;
        },
      });
      socket = mine;
    });
  };
  connect();

  return {
    people,
    waiting,
    stop,
    remove: (id) => void socket?.say({ type: 'remove', id }),
    admit: (id) => void socket?.say({ type: 'admit', id }),
    end: () => void socket?.say({ type: 'end' }),
  };
}
