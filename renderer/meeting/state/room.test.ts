import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  joinAs,
  meetNow,
  ticketFor,
  type Account,
} from '../../../service/pool/testing/participant.ts';
import { createRelay, type Relay } from '../../../service/pool/testing/relay.ts';
import { startPool, type TestPool } from '../../../service/pool/testing/startPool.ts';
import { meetingPaths } from '../../../contract/meetingLimits.ts';
import { soon } from '../../testing/soon.testkit.ts';
import { createRoom, type Room } from './room.ts';
import type { Roster } from './roomState.ts';

let pool: TestPool;
let relay: Relay;
let id: string;
const rooms: Room[] = [];

beforeEach(async () => {
  pool = await startPool();
  relay = await createRelay(pool.url);
  ({ id } = await meetNow(pool));
});
afterEach(async () => {
  for (const room of rooms.splice(0)) room.leave('leave');
  await relay.close();
  await pool.remove();
});

/** Someone in the room by a way of their own, and what the rest of the client is told. */
function enter(
  name: string,
  getTicket: () => Promise<string | null> = () => Promise.resolve(null),
) {
  const ticket = async () => {
    const got = await getTicket();
    return got === null ? null : { ticket: got, host: false };
  };
  const told: string[] = [];
  const rosters: Roster[] = [];
  const room = createRoom(
    { url: relay.url.replace('http', 'ws') + meetingPaths.room(id), name, ticket },
    {
      onRoute: () => undefined,
      onRelays: () => undefined,
      onJoined(roster, isBack) {
        rosters.push(roster);
        told.push(isBack ? 'back' : 'joined');
      },
      onRoster: (roster) => rosters.push(roster),
      onWaiting: (guests) => told.push(`waiting ${guests.length}`),
      onSignal: (_from, data) => told.push(data.type),
      onLost: (code) => told.push(`lost ${code}`),
      onOver: (why) => told.push(why),
    },
  );
  rooms.push(room);
  room.start();
  const until = (state: ReturnType<Room['state']['get']>['name']) =>
    vi.waitFor(
      () => {
        expect(room.state.get().name).toBe(state);
      },
      { timeout: 20_000 },
    );
  const self = () =>
    rosters.at(-1)?.participants.find((one) => one.id === rosters.at(-1)?.self) ?? undefined;
  return { room, told, rosters, until, self };
}

const ticketsOf = (account: Account) => () => ticketFor(pool, id, account);

describe('a stay in a room', () => {
  it('comes back to its place where the connection was lost, and the loss is told once', async () => {
    const other = await joinAs(pool, id, { name: 'Ben' });
    const { room, told, until, self } = enter('Ann');
    await until('joined');
    const place = self()?.id;
    relay.cut();
    await until('reconnecting');
    expect(room.chat.write('Nobody takes this')).toBe(false);
    other.say({ type: 'chat', id: crypto.randomUUID(), text: 'Are you there?' });
    relay.mend();
    room.connectNow();
    await until('joined');
    expect(told).toEqual(['joined', 'lost 1006', 'back']);
    expect(self()).toMatchObject({ id: place, name: 'Ann' });
    expect(room.chat.messages.get().map(({ text }) => text)).toEqual(['Are you there?']);
  });

  it('never goes on as a guest of whom the pool knew, but waits until it can be asked again', async () => {
    let answers = true;
    const ticket = async () => (answers ? ticketFor(pool, id, 'bob@contoso.com') : null);
    const { room, told, rosters, until } = enter('bob', ticket);
    await until('joined');
    answers = false;
    const { folder, url } = pool;
    await pool.stop();
    await until('reconnecting');
    pool = await startPool({ folder, port: Number(new URL(url).port) });
    room.connectNow();
    await soon(() => {
      const state = room.state.get();
      expect(state.name === 'reconnecting' && state.nextAt !== null).toBe(true);
    });
    expect(told).toEqual(['joined', 'lost 1001']);
    answers = true;
    room.connectNow();
    await until('joined');
    expect(
      rosters.flatMap(({ participants }) => participants.map(({ guest }) => guest)),
    ).not.toContain(true);
  });

  it('has what was written while still joining said once it is joined', async () => {
    const other = await joinAs(pool, id, { name: 'Ben' });
    const { room, until } = enter('Ann');
    expect(room.state.get().name).toBe('joining');
    expect(room.chat.write('Good morning')).toBe(true);
    await until('joined');
    expect((await other.receive('chat')).text).toBe('Good morning');
    await soon(() => {
      expect(room.chat.messages.get().map(({ text }) => text)).toEqual(['Good morning']);
    });
  });

  it('tells of what a dying connection swallowed, and says it again where that is asked for', async () => {
    const { room, until } = enter('Ann');
    const texts = () => room.chat.messages.get().map(({ text }) => text);
    await until('joined');
    room.chat.write('This one arrives');
    await soon(() => {
      expect(texts()).toEqual(['This one arrives']);
    });
    expect(room.chat.pending.get()).toEqual([]);
    relay.swallow();
    expect(room.chat.write('This one is swallowed')).toBe(true);
    expect(room.chat.pending.get()).toMatchObject([{ isLost: false }]);
    relay.cut();
    await until('reconnecting');
    relay.mend();
    room.connectNow();
    await until('joined');
    const [lost] = room.chat.pending.get();
    expect(lost).toMatchObject({ text: 'This one is swallowed', isLost: true });
    expect(texts()).toEqual(['This one arrives']);
    room.chat.again(lost?.id ?? '');
    await soon(() => {
      expect(texts()).toEqual(['This one arrives', 'This one is swallowed']);
    });
    expect(room.chat.pending.get()).toEqual([]);
  });

  it('has what arrived, though no answer came of it, once', async () => {
    const other = await joinAs(pool, id, { name: 'Ben' });
    const { room, until } = enter('Ann');
    await until('joined');
    relay.deafen();
    room.chat.write('This one arrives unanswered');
    await other.receive('chat');
    relay.cut();
    await until('reconnecting');
    expect(room.chat.pending.get()).toMatchObject([{ isLost: true }]);
    relay.mend();
    room.connectNow();
    await until('joined');
    expect(room.chat.pending.get()).toEqual([]);
    expect(room.chat.messages.get()).toHaveLength(1);
    expect(other.heard.filter(({ type }) => type === 'chat')).toEqual([]);
  });

  it('hands on what another device says of itself, and the roster as it changes', async () => {
    const { told, self, rosters, until } = enter('Ann');
    await until('joined');
    const other = await joinAs(pool, id, { name: 'Ben' });
    const to = self()?.id ?? '';
    other.say({ type: 'signal', to, data: { type: 'offer', sdp: 'v=0\r\n' } });
    other.say({ type: 'leave' });
    await soon(() => {
      expect(rosters.map(({ participants }) => participants.length)).toEqual([1, 2, 1]);
    });
    expect(told).toEqual(['joined', 'offer']);
  });
});

describe('a stay in a room is over', () => {
  it('for everyone, when the host ends the meeting, and for oneself when one leaves', async () => {
    const host = enter('alice', ticketsOf('alice@contoso.com'));
    const guest = enter('Ann');
    const leaver = enter('Ben');
    for (const { until } of [host, guest, leaver]) await until('joined');
    leaver.room.leave('leave');
    expect(leaver.room.state.get()).toEqual({ name: 'over', why: 'left' });
    host.room.leave('end');
    await guest.until('over');
    expect([host, guest, leaver].map(({ told }) => told.at(-1))).toEqual([
      'ended',
      'ended',
      'left',
    ]);
  });

  it.each([
    ['name', { name: '' }],
    ['ticket', { name: 'x', ticket: 'f'.repeat(64) }],
  ] as const)('where the room refuses, with its reason: %s', async (reason, who) => {
    const ticket = 'ticket' in who ? who.ticket : null;
    const { room, told, until } = enter(who.name, () => Promise.resolve(ticket));
    await until('over');
    expect(room.state.get()).toEqual({ name: 'over', why: reason });
    expect(told).toEqual([reason]);
  });

  it('where the pool can’t be reached at first, without a second try', async () => {
    relay.cut();
    const { told, until } = enter('Ann');
    await until('over');
    expect(told).toEqual(['unreachable']);
  });

  it('waits where the host lets guests in one by one, over a loss too, and is told if they will not', async () => {
    const host = await joinAs(pool, id, {
      name: '',
      ticket: await ticketFor(pool, id, 'alice@contoso.com'),
    });
    const rude = enter('Rude');
    await rude.until('joined');
    host.say({ type: 'remove', id: rude.self()?.id ?? '' });
    await rude.until('over');
    expect(rude.told).toEqual(['joined', 'removed']);
    const ann = enter('Ann');
    await ann.until('waiting');
    relay.cut();
    relay.mend();
    const next = async () => {
      let { guests } = await host.receive('waiting');
      while (guests.length === 0) ({ guests } = await host.receive('waiting'));
      return guests[0]?.id ?? '';
    };
    await next();
    host.say({ type: 'admit', id: await next() });
    await ann.until('joined');
    expect(ann.told).toEqual(['joined']);
    const eve = enter('Eve');
    await eve.until('waiting');
    host.say({ type: 'remove', id: await next() });
    await eve.until('over');
    expect(eve.told).toEqual(['turned-away']);
  });

  it('gives way, for good, to its account’s own stay on another device', async () => {
    const bob = 'bob@contoso.com';
    const first = enter('bob', ticketsOf(bob));
    await first.until('joined');
    const second = enter('bob', ticketsOf(bob));
    await first.until('over');
    expect(first.told).toEqual(['joined', 'elsewhere']);
    expect(second.room.state.get().name).toBe('joined');
  });
});
