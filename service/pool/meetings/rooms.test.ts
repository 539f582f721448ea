import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { personColour } from '../../../contract/personColour.ts';
import { CHAT_KEPT, PLACE_KEPT_MS } from '../../../contract/meetingLimits.ts';
import type { ParticipantSays } from '../../../contract/meetings.ts';
import {
  joinAs,
  meetNow,
  openRoom,
  ticketFor,
  type Account,
  type TestParticipant,
} from '../testing/participant.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';

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
const chat = (text: string, chatId: string = crypto.randomUUID()): ParticipantSays => ({
  type: 'chat',
  id: chatId,
  text,
});

/** Lets twenty seconds pass, after which one participant says that they are there. */
async function passTime(participant: TestParticipant) {
  later += 20_000;
  participant.say({ type: 'alive' });
  await participant.receive('alive');
}

async function refusalOf(message: ParticipantSays, meeting = id) {
  const one = await openRoom(pool.url, meeting);
  one.say(message);
  const { reason } = await one.receive('refused');
  await one.closed;
  return reason;
}

describe('who is there', () => {
  test('people come under the pool’s name for them and in their own colour, guests under their own name, the host marked', async () => {
    const host = await person(alice);
    const other = await person(bob);
    const visitor = await guest('  Ann  Lee ');
    expect(visitor.joined.participants).toEqual([
      {
        id: host.joined.self,
        name: 'alice',
        guest: false,
        host: true,
        ...here,
        ...colourOf(alice),
      },
      { id: other.joined.self, name: 'bob', guest: false, host: false, ...here, ...colourOf(bob) },
      { id: visitor.joined.self, name: 'Ann Lee', guest: true, host: false, ...here },
    ]);
    await host.receive('roster');
    expect((await host.receive('roster')).participants).toEqual(visitor.joined.participants);
  });
  const here = { muted: false, isConnected: true };
  const colourOf = (address: string) => ({ colour: personColour(address) });

  test('a name can’t make anyone a person: only a ticket can, once, for its own meeting, within a minute', async () => {
    expect((await guest('alice')).joined.participants[0]).toMatchObject({ guest: true });
    const ticket = await ticketFor(pool, id, alice);
    const { id: another } = await meetNow(pool);
    const join = { type: 'join', name: 'x', ticket } as const;
    expect(await refusalOf(join, another)).toBe('ticket');
    await joinAs(pool, id, join);
    expect(await refusalOf(join)).toBe('ticket');
    expect(await refusalOf({ ...join, ticket: 'f'.repeat(64) })).toBe('ticket');
    const old = await ticketFor(pool, id, alice);
    later += 61_000;
    expect(await refusalOf({ ...join, ticket: old })).toBe('ticket');
  });

  test('who mutes is shown so to everyone', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    one.say({ type: 'mute', muted: true });
    const { participants } = await other.receive('roster');
    expect(participants.map(({ muted }) => muted)).toEqual([true, false]);
  });

  test('who leaves is gone at once', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    one.say({ type: 'leave' });
    expect(await one.closed).toBe(1000);
    expect((await other.receive('roster')).participants).toMatchObject([{ name: 'Ben' }]);
  });
});

describe('what they say', () => {
  test('a signal reaches the one it is for, and no other', async () => {
    const [one, other, third] = [await guest('Ann'), await guest('Ben'), await guest('Cy')];
    const data = { type: 'offer', sdp: 'v=0\r\n' } as const;
    one.say({ type: 'signal', to: other.joined.self, data });
    expect(await other.receive('signal')).toEqual({ type: 'signal', from: one.joined.self, data });
    one.say({ type: 'signal', to: 'f'.repeat(16), data });
    one.say({ type: 'alive' });
    await one.receive('alive');
    expect([...one.heard, ...third.heard].map(({ type }) => type)).not.toContain('signal');
  });

  test('a chat message reaches everyone, its sender too, with the pool’s time', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    one.say(chat('Good morning 👋'));
    const message = await one.receive('chat');
    expect(message).toMatchObject({ from: one.joined.self, name: 'Ann', text: 'Good morning 👋' });
    expect(await other.receive('chat')).toEqual(message);
  });

  test('the same message come twice is one', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    const message = chat('once');
    one.say(message);
    one.say(message);
    other.say({ ...message, text: 'another’s words under its id' } as ParticipantSays);
    one.say(chat('last'));
    expect(await one.receive('chat')).toEqual(await one.receive('chat'));
    expect((await other.receive('chat')).text).toBe('once');
    expect((await other.receive('chat')).text).toBe('last');
  });

  test('who joins later sees the last hundred messages', async () => {
    await pool.remove();
    pool = await startPool({ limits: { roomChat: { burst: 1000, perSecond: 1 } } });
    ({ id } = await meetNow(pool));
    const one = await guest('Ann');
    for (let number = 0; number < CHAT_KEPT + 5; number += 1) one.say(chat(`message ${number}`));
    for (let number = 0; number < CHAT_KEPT + 5; number += 1) await one.receive('chat');
    const { joined } = await guest('Ben');
    expect(joined.chat).toHaveLength(CHAT_KEPT);
    expect([joined.chat[0]?.text, joined.chat.at(-1)?.text]).toEqual(['message 5', 'message 104']);
  });

  test('what was said goes with the last who was there', async () => {
    const one = await guest('Ann');
    one.say(chat('between us'));
    await one.receive('chat');
    one.say({ type: 'leave' });
    await one.closed;
    await vi.waitFor(() => {
      expect(pool.size().rooms).toBe(0);
    }, 5000);
    expect((await guest('Ben')).joined.chat).toEqual([]);
  });
});

describe('a lost connection', () => {
  test('keeps its place, shown as lost, and comes back to it', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    one.say({ type: 'mute', muted: true });
    await other.receive('roster');
    one.socket.terminate();
    expect((await other.receive('roster')).participants[0]).toMatchObject({ isConnected: false });
    other.say(chat('while you were away'));
    await other.receive('chat');
    const back = await joinAs(pool, id, { name: '', resume: one.joined.resume });
    expect(back.joined.self).toBe(one.joined.self);
    expect(back.joined.participants[0]).toMatchObject({ muted: true, isConnected: true });
    expect(back.joined.chat.map(({ text }) => text)).toEqual(['while you were away']);
    expect((await other.receive('roster')).participants[0]).toMatchObject({ isConnected: true });
  });

  test('is given up after a minute; who comes later comes anew', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    one.socket.terminate();
    await other.receive('roster');
    for (let passed = 0; passed < PLACE_KEPT_MS; passed += 20_000) await passTime(other);
    expect((await other.receive('roster')).participants).toMatchObject([{ name: 'Ben' }]);
    const back = await joinAs(pool, id, { name: 'Ann', resume: one.joined.resume });
    expect(back.joined.self).not.toBe(one.joined.self);
  });

  test('that the pool has not noticed gives way to the new one, and can do nothing more', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    const back = await joinAs(pool, id, { name: '', resume: one.joined.resume });
    await one.closed;
    expect(back.joined.participants.map(({ isConnected }) => isConnected)).toEqual([true, true]);
    back.say(chat('here again'));
    expect((await other.receive('chat')).from).toBe(one.joined.self);
  });

  test('is noticed by its silence', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    await passTime(other);
    await passTime(other);
    await one.closed;
    expect((await other.receive('roster')).participants[0]).toMatchObject({ isConnected: false });
  });

  test('no one takes another’s place by a guess', async () => {
    const one = await guest('Ann');
    const { joined } = await joinAs(pool, id, { name: 'Eve', resume: 'f'.repeat(64) });
    expect(joined.self).not.toBe(one.joined.self);
    expect(joined.participants).toHaveLength(2);
    expect(JSON.stringify(joined.participants)).not.toContain(one.joined.resume);
  });
});

describe('the end', () => {
  test('is the host’s to give: everyone is told, and nobody comes in again', async () => {
    const [host, visitor] = [await person(alice), await guest('Ann')];
    host.say({ type: 'end' });
    await Promise.all([host.receive('ended'), visitor.receive('ended')]);
    await Promise.all([host.closed, visitor.closed]);
    expect(await refusalOf({ type: 'join', name: 'Late' })).toBe('over');
  });

  test('is nobody else’s', async () => {
    const [host, other] = [await person(alice), await person(bob)];
    other.say({ type: 'end' });
    other.say(chat('still here'));
    expect((await host.receive('chat')).text).toBe('still here');
  });
});

describe('bad input', () => {
  test.each<[string, ParticipantSays, string]>([
    ['an empty name', { type: 'join', name: ' ' }, 'name'],
    ['a name that turns the text round', { type: 'join', name: 'a\u202eb' }, 'name'],
    ['a first word that is no join', { type: 'alive' }, 'malformed'],
  ])('%s is refused, and why', async (_what, message, reason) => {
    expect(await refusalOf(message)).toBe(reason);
  });

  test('a meeting that does not exist is told of as such', async () => {
    expect(await refusalOf({ type: 'join', name: 'Ann' }, 'abcd-efgh-jkmn')).toBe(
      'no-such-meeting',
    );
  });

  test('what is no message ends its own connection only', async () => {
    const [one, other] = [await guest('Ann'), await guest('Ben')];
    one.sayText('{"type":"mute"}');
    expect((await one.receive('refused')).reason).toBe('malformed');
    await one.closed;
    other.say(chat('still here'));
    await other.receive('chat');
  });

  test('a frame that is too large ends its connection', async () => {
    const one = await guest('Ann');
    one.sayText('x'.repeat(200_000));
    expect(await one.closed).toBe(1009);
  });

  test('who says too much is sent away, and may come back', async () => {
    const one = await guest('Ann');
    for (let time = 0; time < 500; time += 1) one.say({ type: 'mute', muted: time % 2 === 0 });
    expect((await one.receive('refused')).reason).toBe('too-fast');
    await joinAs(pool, id, { name: '', resume: one.joined.resume });
  });

  test('who writes too much is sent away', async () => {
    const one = await guest('Ann');
    for (let time = 0; time < 50; time += 1) one.say(chat('again'));
    expect((await one.receive('refused')).reason).toBe('too-fast');
  });
});
