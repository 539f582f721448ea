import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  MOST_BESIDE_HOST,
  MOST_PARTICIPANTS,
  MOST_WAITING,
  PLACE_KEPT_MS,
} from '../../../contract/meetingLimits.ts';
import type { Meeting, ParticipantSays, RoomSays } from '../../../contract/meetings.ts';
import { createRoom, type Room } from './room.ts';
import type { Seat } from './roomSeats.ts';
import {
  joinAs,
  meetNow,
  openRoom,
  ticketFor,
  type Account,
  type Joined,
  type TestParticipant,
} from '../testing/participant.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';
import { createTickets } from './tickets.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';

let pool: TestPool;
let id: string;
let later = 0;

beforeEach(async () => {
  later = 0;
  pool = await startPool({ now: () => Date.now() + later });
  ({ id } = await meetNow(pool));
});
afterEach(async () => {
  await pool.remove();
});

const guest = (name: string) => joinAs(pool, id, { name });
const person = async (account: Account) =>
  joinAs(pool, id, { name: '', ticket: await ticketFor(pool, id, account) });

async function saying(message: ParticipantSays): Promise<TestParticipant> {
  const one = await openRoom(pool.url, id);
  one.say(message);
  return one;
}
async function refusalOf(message: ParticipantSays) {
  const one = await saying(message);
  const { reason } = await one.receive('refused');
  await one.closed;
  return reason;
}
/** The host, who looks on and takes no place. */
const overseer = async (account: Account = alice) =>
  saying({ type: 'oversee', ticket: await ticketFor(pool, id, account) });
const knock = async (name: string, resume?: string) => {
  const one = await saying({ type: 'join', name, ...(resume !== undefined && { resume }) });
  await one.receive('wait');
  return one;
};
const namesIn = ({ joined }: Joined) => joined.participants.map(({ name }) => name);
/** Waits until everything said to somebody has arrived. */
async function settle(one: TestParticipant): Promise<void> {
  one.say({ type: 'alive' });
  await one.receive('alive');
}
const fill = async () => {
  const guests: Joined[] = [];
  for (let place = 0; place < MOST_BESIDE_HOST; place += 1)
    guests.push(await guest(`Guest ${place}`));
  return guests;
};

describe('the host’s place', () => {
  test('is free though as many guests as may have come in, and there is none for another', async () => {
    await fill();
    expect(await refusalOf({ type: 'join', name: 'One more' })).toBe('full');
    expect(
      await refusalOf({ type: 'join', name: '', ticket: await ticketFor(pool, id, bob) }),
    ).toBe('full');
    const host = await person(alice);
    expect(host.joined.participants).toHaveLength(MOST_PARTICIPANTS);
    expect(await refusalOf({ type: 'join', name: 'One more' })).toBe('full');
  });

  test('is theirs by the account’s proof alone: neither a name nor a colleague’s ticket takes it', async () => {
    await fill();
    expect(await refusalOf({ type: 'join', name: 'alice' })).toBe('full');
    expect(await refusalOf({ type: 'oversee', ticket: 'f'.repeat(64) })).toBe('ticket');
    expect(await refusalOf({ type: 'oversee', ticket: await ticketFor(pool, id, bob) })).toBe(
      'ticket',
    );
    const { id: another } = await meetNow(pool);
    const foreign = await ticketFor(pool, another, alice);
    expect(await refusalOf({ type: 'oversee', ticket: foreign })).toBe('ticket');
    expect(await refusalOf({ type: 'join', name: '', ticket: foreign })).toBe('ticket');
  });

  test('is one: who comes in on another device takes it over, and the first does not come back by itself', async () => {
    await fill();
    const first = await person(alice);
    const second = await person(alice);
    expect((await first.receive('refused')).reason).toBe('elsewhere');
    await first.closed;
    expect(second.joined.participants).toHaveLength(MOST_PARTICIPANTS);
    expect(second.joined.self).not.toBe(first.joined.self);
    const { resume } = first.joined;
    const ticket = await ticketFor(pool, id, alice);
    expect(await refusalOf({ type: 'join', name: '', ticket, resume })).toBe('elsewhere');
    await settle(second);
    // A lost connection of the place that counts comes back as usual.
    second.socket.terminate();
    const back = await joinAs(pool, id, { name: '', resume: second.joined.resume });
    expect(back.joined.self).toBe(second.joined.self);
  });

  test('is taken over too where the older connection was lost', async () => {
    const [first, other] = [await person(alice), await guest('Ann')];
    first.socket.terminate();
    while ((await other.receive('roster')).participants[0]?.isConnected);
    const second = await person(alice);
    expect(namesIn(second)).toEqual(['Ann', 'alice']);
  });

  test('counts for no one else: a colleague has one place as well, however many tickets they take', async () => {
    for (let times = 0; times < 12; times += 1) await person(bob);
    expect(namesIn(await guest('Ann'))).toEqual(['bob', 'Ann']);
  });
});

describe('who is removed', () => {
  test('is told so, gone for everyone at once, and waits with the others who come by the link', async () => {
    const [host, other, rude] = [await person(alice), await guest('Ann'), await guest('Rude')];
    await settle(other);
    other.heard.length = 0;
    host.say({ type: 'remove', id: rude.joined.self });
    expect((await rude.receive('refused')).reason).toBe('removed');
    await rude.closed;
    expect((await other.receive('roster')).participants.map(({ name }) => name)).toEqual([
      'alice',
      'Ann',
    ]);
    for (const again of [
      { type: 'join', name: 'Rude', resume: rude.joined.resume },
      { type: 'join', name: 'Ann' },
      { type: 'join', name: 'Someone else' },
    ] as const) {
      const one = await saying(again);
      await one.receive('wait');
      one.say({ type: 'chat', id: crypto.randomUUID(), text: 'can you hear me?' });
      one.say({ type: 'signal', to: other.joined.self, data: { type: 'offer', sdp: 'v=0' } });
      await settle(one);
      expect(one.heard).toEqual([]);
    }
    await settle(other);
    expect(other.heard.map(({ type }) => type)).not.toContain('signal');
    expect(other.heard.map(({ type }) => type)).not.toContain('chat');
  });

  test('stays out though they kept secrets of earlier places', async () => {
    const host = await person(alice);
    const first = await guest('Rude');
    first.say({ type: 'leave' });
    await first.closed;
    const second = await guest('Rude');
    second.socket.terminate();
    for (let passed = 0; passed < PLACE_KEPT_MS + 20_000; passed += 20_000) {
      later += 20_000;
      await settle(host);
    }
    while ((await host.receive('roster')).participants.length !== 1);
    const third = await joinAs(pool, id, { name: 'Rude', resume: second.joined.resume });
    host.say({ type: 'remove', id: third.joined.self });
    await third.receive('refused');
    for (const { joined } of [first, second, third]) await knock('Rude', joined.resume);
  });

  test('who was in and lost the connection comes back without waiting, though after the minute', async () => {
    const [host, ann, rude] = [await person(alice), await guest('Ann'), await guest('Rude')];
    host.say({ type: 'remove', id: rude.joined.self });
    await rude.closed;
    ann.socket.terminate();
    for (let passed = 0; passed < PLACE_KEPT_MS + 20_000; passed += 20_000) {
      later += 20_000;
      await settle(host);
    }
    while ((await host.receive('roster')).participants.length !== 1);
    const back = await joinAs(pool, id, { name: 'Ann', resume: ann.joined.resume });
    expect(back.joined.self).not.toBe(ann.joined.self);
  });

  test('as a colleague can’t come back with another ticket, nor after the pool was stopped', async () => {
    const [host, colleague] = [await person(alice), await person(bob)];
    const ticket = await ticketFor(pool, id, bob);
    host.say({ type: 'remove', id: colleague.joined.self });
    expect((await colleague.receive('refused')).reason).toBe('removed');
    expect(await refusalOf({ type: 'join', name: '', ticket })).toBe('removed');
    const { folder } = pool;
    await pool.stop();
    pool = await startPool({ folder, now: () => Date.now() + later });
    const join = async () => ({ name: '', ticket: await ticketFor(pool, id, bob) });
    expect(await refusalOf({ type: 'join', ...(await join()) })).toBe('removed');
    await knock('bob');
    await person(alice);
  });

  test('is named in no file once the meeting is over, and never where they were a guest', async () => {
    const [host, colleague, rude] = [await person(alice), await person(bob), await guest('Canary')];
    host.say({ type: 'remove', id: rude.joined.self });
    host.say({ type: 'remove', id: colleague.joined.self });
    await colleague.closed;
    const file = () => readFileSync(join(pool.folder, 'pool', 'meetings.json'), 'utf8');
    expect(file()).toContain(bob);
    expect(file()).not.toContain('Canary');
    host.say({ type: 'end' });
    await host.closed;
    expect(file()).not.toContain(bob);
  });

  test('is never the host, nor anyone by the word of somebody else', async () => {
    const [host, other, visitor] = [await person(alice), await person(bob), await guest('Ann')];
    for (const one of [other, visitor]) {
      one.say({ type: 'remove', id: host.joined.self });
      one.say({ type: 'remove', id: visitor.joined.self });
      one.say({ type: 'admit', id: visitor.joined.self });
      one.say({ type: 'end' });
      await settle(one);
    }
    host.say({ type: 'remove', id: host.joined.self });
    host.say({ type: 'remove', id: 'f'.repeat(16) });
    await settle(host);
    expect(namesIn(await guest('Ben'))).toEqual(['alice', 'bob', 'Ann', 'Ben']);
  });

  test('may be someone whose connection is lost', async () => {
    const [host, rude] = [await person(alice), await guest('Rude')];
    rude.socket.terminate();
    while ((await host.receive('roster')).participants[1]?.isConnected !== false);
    host.say({ type: 'remove', id: rude.joined.self });
    await settle(host);
    await knock('Rude', rude.joined.resume);
  });
});

describe('who waits', () => {
  const removeOne = async () => {
    const [host, rude] = [await person(alice), await guest('Rude')];
    host.say({ type: 'remove', id: rude.joined.self });
    await rude.closed;
    await settle(host);
    host.heard.length = 0;
    return host;
  };

  test('is named to the host alone, and let in or turned away by them', async () => {
    const host = await removeOne();
    const other = await person(bob);
    await settle(other);
    other.heard.length = 0;
    const [ann, eve] = [await knock('Ann'), await knock('Eve')];
    await host.receive('waiting');
    const { guests } = await host.receive('waiting');
    expect(guests.map(({ name }) => name)).toEqual(['Ann', 'Eve']);
    host.say({ type: 'admit', id: guests[0]!.id });
    const { participants } = await ann.receive('joined');
    expect(participants.map(({ name }) => name)).toEqual(['alice', 'bob', 'Ann']);
    host.say({ type: 'remove', id: guests[1]!.id });
    expect((await eve.receive('refused')).reason).toBe('turned-away');
    await eve.closed;
    await settle(other);
    expect(other.heard.map(({ type }) => type)).toEqual(['roster']);
    ann.say({ type: 'chat', id: crypto.randomUUID(), text: 'thank you' });
    expect((await other.receive('chat')).name).toBe('Ann');
  });

  test('never stands in the line and in the meeting at once, as the host sees it', async () => {
    const host = await removeOne();
    await knock('Ann');
    const { guests } = await host.receive('waiting');
    host.heard.length = 0;
    host.say({ type: 'admit', id: guests[0]!.id });
    await settle(host);
    expect(host.heard.map(({ type }) => type)).toEqual(['waiting', 'roster']);
  });

  test('is shown to a host who comes later, gone where they lose the connection, and told of the end', async () => {
    const host = await removeOne();
    const [ann, eve] = [await knock('Ann'), await knock('Eve')];
    host.say({ type: 'leave' });
    await host.closed;
    eve.socket.terminate();
    const back = await person(alice);
    let { guests } = await back.receive('waiting');
    while (guests.length !== 1) ({ guests } = await back.receive('waiting'));
    expect(guests).toMatchObject([{ name: 'Ann' }]);
    back.say({ type: 'end' });
    await ann.receive('ended');
    await ann.closed;
  });

  test('waits on where the meeting is full, until someone leaves', async () => {
    const host = await removeOne();
    await person(bob);
    const admitNext = async (name: string) => {
      const one = await knock(name);
      let { guests } = await host.receive('waiting');
      while (guests.at(-1)?.name !== name) ({ guests } = await host.receive('waiting'));
      host.say({ type: 'admit', id: guests.at(-1)!.id });
      await settle(host);
      return { one, place: guests.at(-1)!.id };
    };
    for (let place = 1; place < MOST_BESIDE_HOST; place += 1) await admitNext(`Guest ${place}`);
    const last = await admitNext('Late');
    await settle(last.one);
    expect(last.one.heard).toEqual([]);
    const leaving = await person(bob);
    leaving.say({ type: 'leave' });
    await leaving.closed;
    host.say({ type: 'admit', id: last.place });
    expect((await last.one.receive('joined')).participants).toHaveLength(MOST_PARTICIPANTS);
  });

  test('does so with so many others and no more, and they cost the host no place', async () => {
    await removeOne();
    const flood = await Promise.all(
      Array.from({ length: MOST_WAITING }, (_, index) => knock(`Flood ${index}`)),
    );
    expect(await refusalOf({ type: 'join', name: 'One more' })).toBe('full');
    await Promise.all(flood.map(settle));
    expect(namesIn(await person(bob))).toEqual(['alice', 'bob']);
  });
});

describe('a host without a place', () => {
  test('sees who is there and who comes, and can remove, let in and end', async () => {
    const [rude] = await fill();
    const host = await overseer();
    const { participants } = await host.receive('overseeing');
    expect(participants).toHaveLength(MOST_BESIDE_HOST);
    host.say({ type: 'remove', id: rude!.joined.self });
    expect((await rude!.receive('refused')).reason).toBe('removed');
    const ann = await knock('Ann');
    let { guests } = await host.receive('waiting');
    while (guests.length === 0) ({ guests } = await host.receive('waiting'));
    host.say({ type: 'admit', id: guests[0]!.id });
    await ann.receive('joined');
    host.say({ type: 'end' });
    await Promise.all([ann.receive('ended'), host.receive('ended')]);
    await host.closed;
    expect(await refusalOf({ type: 'join', name: 'Late' })).toBe('over');
    expect(await refusalOf({ type: 'oversee', ticket: 'f'.repeat(64) })).toBe('over');
  });

  test('ends a meeting to which nobody has come, while others are connecting', async () => {
    const host = await overseer();
    await host.receive('overseeing');
    const connecting = await openRoom(pool.url, id);
    host.say({ type: 'end' });
    await host.receive('ended');
    connecting.say({ type: 'join', name: 'Ann' });
    expect((await connecting.receive('refused')).reason).toBe('over');
  });

  test('is nobody’s company: what was said goes with the last who was there', async () => {
    const host = await overseer();
    const ann = await guest('Ann');
    ann.say({ type: 'chat', id: crypto.randomUUID(), text: 'between us' });
    await ann.receive('chat');
    ann.say({ type: 'leave' });
    await ann.closed;
    await settle(host);
    expect(host.heard.map(({ type }) => type)).not.toContain('chat');
    expect((await guest('Ben')).joined.chat).toEqual([]);
  });

  test('may look on from several windows, of which the oldest gives way to many more', async () => {
    const first = await overseer();
    for (let more = 0; more < 6; more += 1) await (await overseer()).receive('overseeing');
    expect((await first.receive('refused')).reason).toBe('elsewhere');
    const host = await person(alice);
    expect(host.joined.participants).toHaveLength(1);
  });
});

test('one account’s many tickets leave those of others good', () => {
  const tickets = createTickets(() => 0);
  const good = tickets.make(id, alice);
  const own = Array.from({ length: 20_000 }, () => tickets.make(id, bob));
  expect(tickets.take(id, own.at(-1)!)).toBe(bob);
  expect(tickets.take(id, own[0]!)).toBeUndefined();
  expect(tickets.take(id, good)).toBe(alice);
});

/** Whatever people do, in any order, through a room's own functions. */
test('whatever happens, the host gets in, the others stay few, and nobody removed is back by themselves', () => {
  const meeting: Meeting = {
    id: 'abcd-efgh-jkmn',
    title: '',
    state: 'open',
    MeetingUxEnableTelemetry: false,
    host: { displayName: '', organisation: '' },
  };
  const step = fc.oneof(
    fc.record({ does: fc.constant('join' as const), who: fc.nat(30), back: fc.nat(40) }),
    fc.record({
      does: fc.constantFrom('leave', 'lose', 'remove', 'pass' as const),
      who: fc.nat(30),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let time = 0;
      let waits = false;
      const room: Room = createRoom(() => time);
      const seats: { place: Seat; id: string; resume: string; isIn: boolean }[] = [];
      const removed = new Set<string>();
      const come = (host: boolean, account: string | null, resume: string) => {
        const seat = { id: '', resume: '', isIn: true };
        const hear = (said: RoomSays) => {
          if (said.type === 'joined') Object.assign(seat, { id: said.self, resume: said.resume });
        };
        const line = {
          address: '203.0.113.7',
          say: hear,
          show: hear,
          pass: hear,
          end: () => {
            seat.isIn = false;
          },
        };
        const back = room.resume(resume, line, meeting);
        const who = { name: 'x', guest: account === null, host, account };
        const mayEnter = account !== null || !waits || room.knows(resume);
        const place =
          back ?? (mayEnter ? room.enter(who, line, meeting) : room.wait(who, line, () => meeting));
        if (typeof place === 'object' && seat.id !== '') seats.push(Object.assign(seat, { place }));
        return { seat, place };
      };
      for (const each of steps) {
        const one = seats[each.who % Math.max(1, seats.length)];
        if (each.does === 'join') {
          const known = seats[each.back];
          const { seat, place } = come(
            false,
            each.who > 20 ? `${each.who}` : null,
            known?.resume ?? '',
          );
          if (known && removed.has(known.id) && each.who <= 20)
            expect(typeof place === 'object' && seat.id !== '').toBe(false);
        } else if (each.does === 'pass') {
          time += 70_000;
          room.expire();
        } else if (each.does === 'remove' && one) {
          if (!room.remove(one.id)) continue;
          waits = true;
          removed.add(one.id);
          expect(one.isIn).toBe(false);
        } else if (one && each.does !== 'remove') {
          one.isIn = false;
          one.place[each.does]();
        }
      }
      const { seat } = come(true, 'host', '');
      expect(seat.id).not.toBe('');
    }),
    { numRuns: 300 },
  );
});
