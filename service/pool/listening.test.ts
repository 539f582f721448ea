import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { parsePoolDocument, poolDocumentPath } from '../../contract/poolDiscovery.ts';
import { install, makeAuthority, tlsHost, type Authority } from '../shared/testing/certificates.ts';
import { askSecurely, connectSecurely } from '../shared/testing/secureClient.ts';
import type { PoolLimits } from './limits.ts';
import { answerTo } from './testing/askAs.ts';
import { createPhone, type Phone } from './testing/phone.ts';
import { passwords, startPool, type TestPool } from './testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
let folder: string;
let authority: Authority;
const tls = () => ({ cert: join(folder, 'live.pem'), key: join(folder, 'live.key.pem') });
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-pool-tls-'));
  authority = makeAuthority(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let pool: TestPool;
const ends: (() => void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await pool.remove();
});

async function start(limits: Partial<PoolLimits> = {}): Promise<void> {
  install(authority.issue('pool'), tls());
  pool = await startPool({ tls: tls(), limits });
}
const ask = (path: string, options?: Parameters<typeof askSecurely>[2]) =>
  askSecurely(pool.url + path, authority.ca, options);

/** A WebSocket to the certificate's name, and the status with which it is accepted (101) or refused. */
function open(headers: Readonly<Record<string, string>> = {}) {
  const { port } = new URL(pool.url);
  const options = { ca: authority.ca, servername: tlsHost };
  const socket = new WebSocket(`wss://127.0.0.1:${port}/`, 'sip', {
    ...options,
    headers: { host: `${tlsHost}:${port}`, ...headers },
  });
  ends.push(() => {
    socket.terminate();
  });
  socket.on('error', () => undefined);
  const status = new Promise<number>((resolve) => {
    socket.once('open', () => {
      resolve(101);
    });
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => {
      resolve(statusCode);
    });
  });
  return { socket, status };
}

async function phone(address: typeof alice | typeof bob): Promise<Phone> {
  const made = createPhone({
    url: pool.wsUrl,
    address,
    password: passwords[address],
    ca: authority.ca,
  });
  ends.push(made.stop);
  await made.registered();
  return made;
}

describe('a pool that speaks TLS itself', () => {
  test('takes SIP over wss, and a certificate that is renewed ends no conversation', async () => {
    await start();
    expect(pool.wsUrl).toMatch(/^wss:/);
    const [one, other] = [await phone(alice), await phone(bob)];
    expect(await one.send(bob, 'before')).toBe(200);
    const renewed = authority.issue('renewed');
    install(renewed, tls());
    await vi.waitFor(
      async () => {
        const socket = await connectSecurely(pool.url, authority.ca);
        const { serialNumber } = socket.getPeerCertificate();
        socket.destroy();
        expect(serialNumber).toBe(renewed.serial);
      },
      { timeout: 20_000 },
    );
    let disconnected = 0;
    for (const { ua } of [one, other]) ua.on('disconnected', () => (disconnected += 1));
    expect(await one.send(bob, 'after')).toBe(200);
    expect(other.received.map(({ text }) => text)).toEqual(['before', 'after']);
    expect(disconnected).toBe(0);
  });

  test('names itself by https, in its document and in a meeting’s link, without any proxy', async () => {
    await start();
    const origin = `https://${tlsHost}:${new URL(pool.url).port}`;
    const document = await ask(poolDocumentPath);
    expect(parsePoolDocument(document.body)).toEqual({ ok: true, value: origin });
    const path = `/v1/meetings?account=${encodeURIComponent(alice)}`;
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const challenge = (await ask(path, asked)).headers['www-authenticate'] ?? '';
    const who = { account: alice, password: passwords[alice] };
    const authorization = answerTo(challenge, { ...who, method: 'POST', path });
    const made = await ask(path, { ...asked, headers: { ...asked.headers, authorization } });
    expect(made.status).toBe(201);
    expect((JSON.parse(made.body) as { joinUrl: string }).joinUrl).toContain(`${origin}/join/`);
  });

  test('lets its own pages open WebSockets, and no other’s', async () => {
    await start();
    const { port } = new URL(pool.url);
    expect(await open({ origin: `https://${tlsHost}:${port}` }).status).toBe(101);
    expect(await open({ origin: 'app://candor' }).status).toBe(101);
    expect(await open({ origin: `http://${tlsHost}:${port}` }).status).toBe(403);
    expect(await open({ origin: 'https://evil.example' }).status).toBe(403);
  });

  test('has room for who asks, however many connections idle in TLS or before it', async () => {
    await start({ connections: 10, connectionsPerAddress: 10, leftAloneMs: 0 });
    const idle: TLSSocket[] = [];
    for (let count = 0; count < 30; count += 1)
      idle.push(await connectSecurely(pool.url, authority.ca));
    ends.push(() => {
      for (const socket of idle) socket.destroy();
    });
    expect((await ask('/healthz')).status).toBe(200);
    await vi.waitFor(() => {
      expect(idle.filter(({ closed }) => closed).length).toBeGreaterThan(18);
    });
  });

  test('counts a WebSocket once, and no longer among HTTP’s connections', async () => {
    await start({ leftAloneMs: 0 });
    const { socket, status } = open();
    expect(await status).toBe(101);
    const metrics = (await ask('/metrics')).body.split('\n');
    expect(metrics).toContain('candor_connections{kind="websocket"} 1');
    // The connection of this request.
    expect(metrics).toContain('candor_connections{kind="http"} 1');
    socket.terminate();
  });
});
