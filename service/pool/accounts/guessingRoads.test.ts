import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { register, requestLines } from '../testing/dialog.ts';
import { from, limited, roads, type Guess, type Road } from '../testing/guess.ts';
import { createRawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
const office = '203.0.113.7';
const elsewhere = '198.51.100.9';
const laptop = 'urn:uuid:0c67446e-f1a1-11d9-94d3-000a95a0e128';
const other = 'urn:uuid:3f0c1b5a-7a60-4b52-9d3b-3c8f0a6d1e77';
const both = ['http', 'sip'] as const;

let pool: TestPool;
let now = Date.now();

beforeEach(async () => {
  const strangers = { burst: Number.MAX_SAFE_INTEGER, perSecond: 1 };
  pool = await startPool({ now: () => now, limits: { strangers } });
});
afterEach(async () => {
  await pool.remove();
});

const guess = (road: Road, more: Partial<Guess> = {}) =>
  roads[road](pool, { account: alice, password: 'guess', address: office, ...more });
const statusOf = async (road: Road, more: Partial<Guess> = {}) => (await guess(road, more)).status;
/** Signs in as Alice, with her own password. */
const signIn = (road: Road, more: Partial<Guess> = {}) =>
  statusOf(road, { password: passwords[alice], ...more });

/** Guesses that many times, by both roads in turn. */
async function guessTimes(count: number, more: (at: number) => Partial<Guess> = () => ({})) {
  for (let at = 0; at < count; at++) await guess(both[at % 2] ?? 'http', more(at));
}

/** Tries a password for each of many accounts that don't exist, 100 of them from each address. */
async function sprayMadeUp(addresses: number): Promise<void> {
  for (let address = 0; address < addresses; address++) {
    const phone = await createRawPhone(pool.wsUrl, from(`10.1.0.${address}`));
    const say = (user: string, more: readonly string[] = []) => {
      const [party, id] = [`<sip:${user}@contoso.com>`, `${user}${more.length}`];
      phone.say(
        requestLines({
          method: 'REGISTER',
          uri: 'sip:contoso.com',
          from: `${party};tag=f`,
          to: party,
          branch: id,
          callId: id,
          cseq: 1,
          more,
        }),
      );
    };
    say('bob');
    const nonce = /nonce="([^"]+)"/.exec(await phone.receive('SIP/2.0 401'))?.[1] ?? '';
    for (let at = 0; at < 100; at++) {
      const user = `nobody${address}-${at}`;
      say(user, [
        `Authorization: Digest username="${user}", realm="contoso.com", nonce="${nonce}", uri="sip:contoso.com", algorithm=MD5, qop=auth, nc=00000001, cnonce="c", response="wrong"`,
      ]);
    }
    for (let at = 0; at < 100; at++) await phone.receive('SIP/2.0 401');
    phone.socket.terminate();
  }
}

test('SIP and HTTP count together', async () => {
  await guessTimes(10);
  for (const road of both) {
    const { status, retryAfter } = await guess(road, { password: passwords[alice] });
    expect(status).toBe(limited[road]);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(30);
  }
  expect(await signIn('sip', { address: elsewhere })).toBe(200);
});

test('10,100 made-up accounts push no real one out of the count', async () => {
  await guessTimes(20);
  await sprayMadeUp(101);
  for (const road of both) expect(await signIn(road)).toBe(limited[road]);
}, 120_000);

test('trying a password on many accounts is counted by address', async () => {
  await guessTimes(100, (at) => ({ account: `person${at}@contoso.com` }));
  for (const road of both) {
    expect(await statusOf(road, { account: bob })).toBe(limited[road]);
    expect(await statusOf(road, { account: bob, address: elsewhere })).toBe(401);
  }
});

test('guessing from many addresses is counted by account, in whatever case', async () => {
  await guessTimes(50, (at) => ({
    account: at % 4 === 0 ? 'Alice@Contoso.com' : alice,
    address: `10.0.0.${at}`,
  }));
  for (const road of both) expect(await signIn(road, { address: elsewhere })).toBe(limited[road]);
  expect(await statusOf('http', { account: bob, address: elsewhere })).toBe(401);
});

test.each(both)('by %s, the delay doubles with each wrong password, and ends', async (road) => {
  await guessTimes(10);
  for (const seconds of [30, 60, 120, 240, 480]) {
    expect(await guess(road)).toEqual({ status: limited[road], retryAfter: seconds });
    now += seconds * 1000 - 1;
    expect(await signIn(road)).toBe(limited[road]);
    now += 1;
    expect(await statusOf(road)).toBe(401);
  }
  now += 600_000;
  expect(await signIn(road)).toBe(200);
});

describe('a device that was signed in by SIP or HTTP', () => {
  test.each(both)('by %s, is not kept out by a colleague who guesses', async (road) => {
    expect(await signIn(road, { device: laptop })).toBe(200);
    // From the same address, under other devices' names or none, until even the address and the account must wait.
    await guessTimes(12);
    await guessTimes(100, (at) => ({ account: `person${at}@contoso.com` }));
    await guessTimes(50, (at) => ({ address: `10.0.0.${at}`, device: `urn:uuid:${at}` }));
    expect(await signIn(road)).toBe(limited[road]);
    expect(await signIn(road, { device: other })).toBe(limited[road]);
    for (const each of both) {
      expect(await signIn(each, { device: laptop })).toBe(200);
      expect(await signIn(each, { device: laptop.toUpperCase() })).toBe(200);
      expect(await signIn(each, { device: laptop, address: elsewhere })).toBe(200);
    }
  });

  test('guesses no more than others do', async () => {
    await signIn('sip', { device: laptop });
    await guessTimes(10, (at) => ({ device: laptop, address: `10.0.0.${at}` }));
    for (const road of both) {
      expect(await signIn(road, { device: laptop })).toBe(limited[road]);
      expect(await signIn(road)).toBe(200);
    }
  });

  test('is known for its own account alone', async () => {
    await statusOf('http', { account: bob, password: passwords[bob], device: laptop });
    await guessTimes(10, () => ({ device: laptop }));
    expect(await signIn('sip', { device: laptop })).toBe(limited.sip);
    expect(await statusOf('sip', { account: bob, password: passwords[bob], device: laptop })).toBe(
      200,
    );
  });

  test('is not forgotten for those that others make up', async () => {
    await signIn('http', { device: laptop });
    await guessTimes(40, (at) => ({ device: `urn:uuid:${at}`, address: `10.0.0.${at}` }));
    await guessTimes(20);
    expect(await signIn('http', { device: laptop })).toBe(200);
  });
});

test('a connection that proved itself renews, whatever is guessed beside it', async () => {
  const phone = await createRawPhone(pool.wsUrl, from(office));
  const renew = () =>
    register(phone, alice, passwords[alice], ['Contact: <sip:x@a.invalid;transport=ws>']);
  expect(await renew()).toContain('SIP/2.0 200');
  await guessTimes(20);
  expect(await signIn('sip')).toBe(limited.sip);
  expect(await renew()).toContain('SIP/2.0 200');
  phone.socket.terminate();
});
