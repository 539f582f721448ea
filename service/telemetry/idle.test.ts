import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createService, type Service } from './service.ts';
import { post } from './testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from './testing/records.ts';

let folder: string;
let service: Service;
const sockets: Socket[] = [];
const draw = createDraw(505);

const start = async (limits: Parameters<typeof createService>[0]['limits'] = {}) => {
  service = await createService({ dataFolder: folder, port: 0, limits });
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-idle-'));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await service.close();
  rmSync(folder, { recursive: true });
});

async function open(bytes = ''): Promise<Socket> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  sockets.push(socket.on('error', () => undefined).resume());
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}
/** A request of this address whose body never ends. */
const slowBody = (address: string) =>
  `POST /v1/records HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${address}\r\ncontent-type: application/x-ndjson\r\ncontent-length: 900\r\n\r\n{`;
const postFrom = (address: string) =>
  post(service.url, bodyOf(recordLine('day', drawId(draw))), { 'x-forwarded-for': address });
const metric = async (name: string) => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
};
const requests = () => metric('candor_connections{kind="request"}');

test('more idle connections than there may be keep nobody out: who waits longest without a request makes room', async () => {
  await start({ connections: 1000, leftAloneMs: 0 });
  const [first] = await Promise.all(Array.from({ length: 1200 }, () => open()));
  for (let count = 0; count < 5; count += 1)
    expect((await postFrom('203.0.113.7')).status).toBe(200);
  if (!first?.destroyed) await once(first!, 'close');
  expect(await metric('candor_connections{kind="http"}')).toBeLessThanOrEqual(1100);
});

test('one that has a request under way makes room for nobody', async () => {
  await start({ connections: 2, leftAloneMs: 0 });
  const [busy] = [await open(slowBody('203.0.113.7')), await open(), await open()];
  await expect.poll(requests).toBe(1);
  expect((await postFrom('198.51.100.1')).status).toBe(200);
  expect(busy.destroyed).toBe(false);
});

test('requests whose body never comes hold but their address’s share, and make room within it', async () => {
  await start({ connectionsPerAddress: 5, leftAloneMs: 60_000 });
  for (let count = 0; count < 20; count += 1) await open(slowBody('203.0.113.7'));
  await expect.poll(requests).toBe(5);
  const refused = await postFrom('203.0.113.7');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await postFrom('198.51.100.1')).status).toBe(200);
  await service.close();
  await start({ connectionsPerAddress: 5, leftAloneMs: 0 });
  for (let count = 0; count < 20; count += 1) await open(slowBody('203.0.113.7'));
  await expect.poll(requests).toBe(5);
  expect((await postFrom('203.0.113.7')).status).toBe(200);
});

test('as many requests whose body never comes as there may be connections, each of an address of its own, make room', async () => {
  await start({ connections: 20, leftAloneMs: 100 });
  const slow = Array.from({ length: 30 }, (_, count) => open(slowBody(`203.0.113.${count}`)));
  await Promise.all(slow);
  const statusOf = async () => {
    const answer = await postFrom('198.51.100.1').catch(() => undefined);
    return answer?.status;
  };
  await expect.poll(statusOf, { timeout: 10_000 }).toBe(200);
});

test('an IPv6 network of 64 bits counts as one address', async () => {
  await start({ connectionsPerAddress: 5, leftAloneMs: 60_000 });
  for (let count = 0; count < 20; count += 1)
    await open(slowBody(`2001:db8:0:7::${count.toString(16)}`));
  await expect.poll(requests).toBe(5);
  expect((await postFrom('2001:db8:0:8::1')).status).toBe(200);
});

test('silence, and headers and bodies that never end, end by themselves', async () => {
  await start({ requestMs: 600 });
  const slow = [await open(), await open('GET / HTTP/1.1\r\nho'), await open(slowBody('::1'))];
  for (const socket of slow) if (!socket.destroyed) await once(socket, 'close');
  await expect.poll(requests).toBe(0);
});
