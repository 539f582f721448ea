import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { MEETING_PROTOCOL, meetingPaths } from '../../contract/meetingLimits.ts';
import { signIn } from './testing/dialog.ts';
import { joinAs, meetNow } from './testing/participant.ts';
import { createRawPhone, type RawPhone } from './testing/phone.ts';
import { passwords, startPool, type TestPool } from './testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
let pool: TestPool;
const sockets: WebSocket[] = [];
const raw: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const socket of raw.splice(0)) socket.destroy();
  await pool.remove();
});

interface Opened {
  readonly socket: WebSocket;
  /** The status of a refusal; 101 if it was accepted. */
  readonly status: number;
}

function open(address: string, path = '/', protocol = 'sip'): Promise<Opened> {
  const headers = { 'x-forwarded-for': address };
  const socket = new WebSocket(pool.wsUrl + path, protocol, { headers });
  sockets.push(socket);
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.once('open', () => {
      resolve({ socket, status: 101 });
    });
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => {
      resolve({ socket, status: statusCode });
    });
  });
}

async function phoneFrom(address: string): Promise<RawPhone> {
  const phone = await createRawPhone(pool.wsUrl, { 'x-forwarded-for': address });
  sockets.push(phone.socket);
  return phone;
}

const metric = async (name: string) => {
  const text = await (await fetch(`${pool.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
};

test('two thousand idle WebSockets of one address keep nobody else out', async () => {
  pool = await startPool();
  const opened = await Promise.all(Array.from({ length: 2000 }, () => open('203.0.113.7')));
  for (const { status } of opened) expect([101, 503]).toContain(status);
  expect(await metric('candor_connections{kind="websocket"}')).toBeLessThanOrEqual(1000);
  await signIn(await phoneFrom('198.51.100.1'), alice, passwords[alice]);
  await signIn(await phoneFrom('2001:db8::1'), bob, passwords[bob]);
});

test('nor do those of one IPv6 network, whatever address in it they come from', async () => {
  pool = await startPool({ limits: { connectionsPerAddress: 10 } });
  const opened = await Promise.all(
    Array.from({ length: 30 }, (_, at) => open(`2001:db8:0:7::${at.toString(16)}`)),
  );
  expect(opened.filter(({ status }) => status === 101)).toHaveLength(10);
  expect((await open('2001:db8:0:8::1')).status).toBe(101);
});

test('several hundred colleagues of one office sign in from one address', async () => {
  pool = await startPool();
  const phones = await Promise.all(Array.from({ length: 600 }, () => phoneFrom('203.0.113.7')));
  // One account may have twenty connections; this test is not about who signs in.
  await Promise.all(phones.slice(0, 15).map((phone) => signIn(phone, alice, passwords[alice])));
  await Promise.all(phones.slice(15, 30).map((phone) => signIn(phone, bob, passwords[bob])));
  expect(phones.every(({ socket }) => socket.readyState === WebSocket.OPEN)).toBe(true);
});

test.each([
  ['SIP', '/', 'sip'],
  ['a meeting', meetingPaths.room('m'), MEETING_PROTOCOL],
])('a WebSocket for %s on which nobody proves anything is closed', async (_, path, protocol) => {
  pool = await startPool({ limits: { provingMs: 300 } });
  const { socket } = await open('203.0.113.7', path, protocol);
  const closed = once(socket, 'close');
  const talk = setInterval(() => {
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, 20);
  await closed;
  clearInterval(talk);
  expect(await metric('candor_connections{kind="websocket"}')).toBe(0);
});

test('who signed in or joined a meeting stays, however long they say nothing', async () => {
  pool = await startPool({ limits: { provingMs: 500 } });
  const phone = await phoneFrom('203.0.113.7');
  await signIn(phone, alice, passwords[alice]);
  const { id } = await meetNow(pool);
  const guest = await joinAs(pool, id, { name: 'Ann' });
  const { socket } = await open('203.0.113.7');
  // It came last: by the time it is gone, the others’ time would be over too.
  await once(socket, 'close');
  expect([phone.socket.readyState, guest.socket.readyState]).toEqual([1, 1]);
  guest.socket.terminate();
});

test('where an address has all it may, who proved nothing for a while makes room, and who did never', async () => {
  pool = await startPool({ limits: { connectionsPerAddress: 3, leftAloneMs: 0 } });
  const phone = await phoneFrom('203.0.113.7');
  await signIn(phone, alice, passwords[alice]);
  const [idle, other] = [await open('203.0.113.7'), await open('203.0.113.7')];
  const closed = once(idle.socket, 'close');
  const newer = await phoneFrom('203.0.113.7');
  await closed;
  await signIn(newer, bob, passwords[bob]);
  expect(phone.socket.readyState).toBe(WebSocket.OPEN);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
});

test('an account’s newest connections are kept, and no more than its devices could be', async () => {
  pool = await startPool({ limits: { connectionsPerAccount: 2 } });
  const first = await phoneFrom('203.0.113.7');
  await signIn(first, alice, passwords[alice], 'sip:a1@a.invalid');
  const closed = once(first.socket, 'close');
  for (const contact of ['sip:a2@a.invalid', 'sip:a3@a.invalid'])
    await signIn(await phoneFrom('203.0.113.8'), alice, passwords[alice], contact);
  expect((await closed)[0]).toBe(1008);
});

async function openRaw(bytes = ''): Promise<Socket> {
  const socket = connect(Number(new URL(pool.url).port), '127.0.0.1');
  raw.push(socket.on('error', () => undefined).resume());
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

/** A request from this address whose body never ends. */
const slowBody = (address: string) =>
  `POST /v1/meetings HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${address}\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{`;
const statusFor = async (address: string) =>
  (await fetch(`${pool.url}/v1/meetings/none`, { headers: { 'x-forwarded-for': address } })).status;

test('requests whose body never comes keep nobody out, and their address only until they make room', async () => {
  pool = await startPool({ limits: { connectionsPerAddress: 5, leftAloneMs: 60_000 } });
  for (let count = 0; count < 20; count += 1) await openRaw(slowBody('203.0.113.7'));
  await expect.poll(() => metric('candor_connections{kind="request"}')).toBe(5);
  const refused = await fetch(`${pool.url}/v1/meetings/none`, {
    headers: { 'x-forwarded-for': '203.0.113.7' },
  });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await statusFor('198.51.100.1')).toBe(404);
  expect((await fetch(`${pool.url}/healthz`)).status).toBe(200);
});

test('as many requests whose body never comes as there may be connections, each of an address of its own, make room', async () => {
  pool = await startPool({ limits: { connections: 20, leftAloneMs: 100 } });
  const slow = Array.from({ length: 30 }, (_, count) => openRaw(slowBody(`203.0.113.${count}`)));
  await Promise.all(slow);
  const status = () => statusFor('198.51.100.1').catch(() => undefined);
  await expect.poll(status, { timeout: 10_000 }).toBe(404);
});

test('headers and bodies that never end, and silence, end by themselves', async () => {
  pool = await startPool({ limits: { requestMs: 600 } });
  const slow = [
    await openRaw(),
    await openRaw('GET / HTTP/1.1\r\nho'),
    await openRaw(slowBody('::1')),
  ];
  for (const socket of slow) if (!socket.destroyed) await once(socket, 'close');
  expect(await statusFor('203.0.113.7')).toBe(404);
});

test('where connections without a request fill the pool, the one that waits longest makes room', async () => {
  pool = await startPool({ limits: { connections: 20, leftAloneMs: 0 } });
  const [first] = await Promise.all(Array.from({ length: 22 }, () => openRaw()));
  expect(await statusFor('203.0.113.7')).toBe(404);
  if (!first?.destroyed) await once(first!, 'close');
});

test('a WebSocket that is refused, and cut off at once, harms nobody', async () => {
  pool = await startPool();
  for (const path of ['/nothing', '/'])
    for (let count = 0; count < 20; count += 1) {
      const socket = await openRaw(
        `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
      );
      socket.resetAndDestroy();
    }
  expect((await fetch(`${pool.url}/healthz`)).status).toBe(200);
  await expect.poll(() => metric('candor_connections{kind="http"}')).toBeLessThan(3);
});
