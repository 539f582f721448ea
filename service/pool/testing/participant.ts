import { once } from 'node:events';
import WebSocket from 'ws';
import { MEETING_PROTOCOL, meetingPaths } from '../../../contract/meetingLimits.ts';
import {
  parseMadeMeeting,
  parseRoomSays,
  parseTicket,
  type MadeMeeting,
  type ParticipantSays,
  type RoomSays,
} from '../../../contract/meetings.ts';
import { askAs } from './askAs.ts';
import type { Pool } from '../pool.ts';
import { passwords } from './startPool.ts';

type PoolAt = Pick<Pool, 'url'>;

export type Account = keyof typeof passwords;
type Said<T extends RoomSays['type']> = Extract<RoomSays, { type: T }>;

/** Someone at a room's WebSocket, who says exactly what they are told to. */
export interface TestParticipant {
  readonly socket: WebSocket;
  readonly say: (message: ParticipantSays) => void;
  readonly sayText: (text: string) => void;
  /** The next message of this type; earlier ones of other types are kept. */
  readonly receive: <T extends RoomSays['type']>(type: T) => Promise<Said<T>>;
  readonly heard: RoomSays[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

export interface Joined extends TestParticipant {
  readonly joined: Said<'joined'>;
}

export async function openRoom(poolUrl: string, id: string): Promise<TestParticipant> {
  const url = poolUrl.replace('http', 'ws') + meetingPaths.room(id);
  const socket = new WebSocket(url, MEETING_PROTOCOL);
  const heard: RoomSays[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    const parsed = parseRoomSays(data.toString());
    if (!parsed.ok) throw new Error(`the room said what it may not: ${parsed.problem}`);
    heard.push(parsed.value);
    for (const wake of waiting) wake();
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  const receive = <T extends RoomSays['type']>(type: T) =>
    new Promise<Said<T>>((resolve) => {
      const look = () => {
        const at = heard.findIndex((one) => one.type === type);
        if (at < 0) return;
        waiting.delete(look);
        resolve(heard.splice(at, 1)[0] as Said<T>);
      };
      waiting.add(look);
      look();
    });
  return {
    socket,
    heard,
    closed,
    receive,
    say: (message) => {
      socket.send(JSON.stringify(message));
    },
    sayText: (text) => {
      socket.send(text);
    },
  };
}

export async function joinAs(
  pool: PoolAt,
  id: string,
  join: Omit<Extract<ParticipantSays, { type: 'join' }>, 'type'>,
): Promise<Joined> {
  const participant = await openRoom(pool.url, id);
  participant.say({ type: 'join', ...join });
  return { ...participant, joined: await participant.receive('joined') };
}

const valueOf = <T>(parsed: { ok: true; value: T } | { ok: false; problem: string }): T => {
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.problem);
};

export async function meetNow(
  pool: PoolAt,
  account: Account = 'alice@contoso.com',
  title?: string,
): Promise<MadeMeeting> {
  const url = `${pool.url}${meetingPaths.meetings}?account=${account}`;
  const body = title === undefined ? {} : { title };
  const answer = await askAs(account, passwords[account], url, { method: 'POST', body });
  return valueOf(parseMadeMeeting(await answer.text()));
}

export async function ticketFor(pool: PoolAt, id: string, account: Account): Promise<string> {
  const url = `${pool.url}${meetingPaths.tickets(id)}?account=${account}`;
  const answer = await askAs(account, passwords[account], url, { method: 'POST' });
  return valueOf(parseTicket(await answer.text())).ticket;
}
