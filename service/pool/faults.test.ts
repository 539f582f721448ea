import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requestLines, signIn } from './testing/dialog.ts';
import { joinAs, meetNow, type Joined } from './testing/participant.ts';
import { createRawPhone, type RawPhone } from './testing/phone.ts';
import { passwords, startPool, type TestPool } from './testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
const secret = 'what a fault’s message could repeat';

/** The pool's clock, which every message on a connection reads, and every timer that tidies up. */
let isBroken = false;
const now = () => {
  if (isBroken) throw new TypeError(secret);
  return Date.now();
};

let pool: TestPool;
let phones: [RawPhone, RawPhone];
let host: Joined;

beforeEach(async () => {
  isBroken = false;
  pool = await startPool({ now });
  phones = [await createRawPhone(pool.wsUrl), await createRawPhone(pool.wsUrl)];
  await signIn(phones[0], alice, passwords[alice]);
  await signIn(phones[1], bob, passwords[bob]);
  host = await joinAs(pool, (await meetNow(pool)).id, { name: 'Ann' });
});
afterEach(async () => {
  isBroken = false;
  for (const { socket } of phones) socket.terminate();
  host.socket.terminate();
  await pool.remove();
});

const metrics = async () => (await fetch(`${pool.url}/metrics`)).text();

/**
 * Makes the next thing that the pool does for a connection throw; anything else that happens meanwhile is contained
 * too.
 */
async function breakAt(socket: { once: RawPhone['socket']['once'] }, act: () => void) {
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  isBroken = true;
  act();
  const code = await closed;
  isBroken = false;
  return code;
}

test('a fault while a SIP message is taken costs that connection, and nobody else’s', async () => {
  const code = await breakAt(phones[0].socket, () => {
    phones[0].sayText('OPTIONS sip:contoso.com SIP/2.0\r\n\r\n');
  });
  expect(code).toBe(1011);
  phones[1].sayText('\r\n\r\n');
  await phones[1].receive('\r\n');
  expect(pool.size().connections).toBe(1);
  expect(await metrics()).toMatch(/^candor_faults_total\{where="sip"\} 1$/m);
  expect(pool.log.filter((line) => line.startsWith('sip: TypeError at '))).toHaveLength(1);
  expect(pool.log.join()).not.toContain(secret);
  phones[0] = await createRawPhone(pool.wsUrl);
  await signIn(phones[0], alice, passwords[alice]);
});

test('a fault while a participant is heard costs that one, and the meeting goes on', async () => {
  const { socket } = host;
  const code = await breakAt(socket, () => {
    host.say({ type: 'alive' });
  });
  expect(code).toBe(1011);
  expect(await metrics()).toMatch(/^candor_faults_total\{where="candor-meeting[^"]*"\} 1$/m);
  phones[0].sayText('\r\n\r\n');
  await phones[0].receive('\r\n');
});

test('what is said after a fault, before the connection is gone, is not heard', async () => {
  await breakAt(phones[0].socket, () => {
    for (let count = 0; count < 20; count += 1) phones[0].sayText('\r\n\r\n');
  });
  expect(await metrics()).toMatch(/^candor_faults_total\{where="sip"\} 1$/m);
});

test('a fault while the pool tidies up costs that round', async () => {
  phones[0].say(
    requestLines({
      method: 'MESSAGE',
      uri: `sip:${bob}`,
      to: `<sip:${bob}>`,
      cseq: 1,
      from: `<sip:${alice}>;tag=x`,
      branch: 'm',
      callId: 'm',
    }),
  );
  await phones[1].receive('MESSAGE');
  isBroken = true;
  await expect.poll(metrics, { timeout: 10_000 }).toMatch(/where="sip sweep"\} [1-9]/);
  await expect.poll(metrics, { timeout: 10_000 }).toMatch(/where="room sweep"\} [1-9]/);
  isBroken = false;
  for (const phone of phones) {
    phone.sayText('\r\n\r\n');
    await phone.receive('\r\n');
  }
});

test('a fault as a connection begins costs that connection', async () => {
  isBroken = true;
  const closed = createRawPhone(pool.wsUrl).then(
    async ({ socket }) => (socket.readyState === 3 ? undefined : once(socket, 'close')),
    () => undefined,
  );
  await closed;
  isBroken = false;
  expect(await metrics()).toMatch(/where="upgrade"\} 1/);
});
