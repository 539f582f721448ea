import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCommandLine } from '../commandLine.ts';
import type { Limits } from '../limits.ts';
import { createService, type Service } from '../service.ts';
import { send } from '../testing/client.ts';
import { crashLine, dumpOf, postCrash } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId } from '../testing/records.ts';

let folder: string;
let service: Service;
let stop: () => Promise<void>;
const sockets: Socket[] = [];
const draw = createDraw(1212);

beforeEach(() => {
  stop = () => Promise.resolve();
  folder = mkdtempSync(join(tmpdir(), 'candor-uploads-'));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await stop();
  rmSync(folder, { recursive: true });
});

const start = async (limits: Partial<Limits>) => {
  service = await createService({ dataFolder: folder, port: 0, limits });
  stop = service.close;
};

/** A crash whose record the service has. */
async function crashOf(text: string, bytes = 1000) {
  const dump = dumpOf(text, bytes);
  const record = crashLine(drawId(draw), dump);
  await send(service.url, bodyOf(record));
  return { record, dump };
}

interface Uploading {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly end: () => void;
}

/** Begins to upload a dump from this address, and sends only its given part. */
async function upload(address: string, given = 5): Promise<Uploading> {
  const { record, dump } = await crashOf(address, 20_000);
  const head = (name: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"; filename="f"\r\n\r\n`;
  const before = Buffer.from(`${head('record')}${record}\r\n${head('dump')}`);
  const body = Buffer.concat([before, dump, Buffer.from('\r\n--x--\r\n')]);
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  let heard = '';
  socket.on('error', () => undefined).setEncoding('latin1');
  socket.on('data', (text: string) => {
    heard += text;
  });
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(
    `POST /v1/crashes HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${address}\r\n` +
      `content-type: multipart/form-data; boundary=x\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  const at = before.length + given;
  socket.write(body.subarray(0, at));
  return { socket, heard: () => heard, end: () => socket.write(body.subarray(at)) };
}

const metric = async (name: string) => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
};
const arriving = () => metric('candor_dumps_arriving');

describe('slow uploads', () => {
  it('that hold all sixteen slots, from as many addresses, make room for who comes', async () => {
    await start({ leftAloneMs: 0 });
    const slow: Uploading[] = [];
    for (let count = 0; count < 16; count += 1) slow.push(await upload(`203.0.113.${count}`));
    await expect.poll(arriving).toBe(16);
    for (let count = 0; count < 3; count += 1)
      expect((await postCrash(service.url, await crashOf(`${count}`))).status).toBe(200);
    const told = () => slow.find(({ heard }) => heard() !== '');
    await expect.poll(() => told()?.heard()).toMatch(/^HTTP\/1.1 503.*retry-after: 30/is);
    await expect.poll(() => told()?.socket.closed).toBe(true);
    expect(slow.filter(({ heard }) => heard() !== '')).toHaveLength(1);
  });

  it('of one address hold but its share, which even a fresh one does not pass', async () => {
    await start({ leftAloneMs: 60_000, dumpsUnderWayPerAddress: 8 });
    const slow: Uploading[] = [];
    for (let count = 0; count < 12; count += 1) slow.push(await upload('203.0.113.7'));
    await expect.poll(arriving).toBe(8);
    for (const { end } of slow.slice(8)) end();
    for (const { heard } of slow.slice(8))
      await expect.poll(heard).toMatch(/^HTTP\/1.1 503.*retry-after: 30/is);
    expect(await arriving()).toBe(8);
    expect((await postCrash(service.url, await crashOf('other'))).status).toBe(200);
  });

  it('that are fast enough keep their slots, and are taken', async () => {
    await start({ leftAloneMs: 0, dumpsUnderWay: 1, leastDumpBytesPerSecond: 0.001 });
    const first = await upload('203.0.113.7', 10_000);
    await expect.poll(arriving).toBe(1);
    const second = await postCrash(service.url, await crashOf('second'));
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '30']);
    first.end();
    await expect.poll(first.heard).toMatch(/^HTTP\/1.1 200/);
    expect((await postCrash(service.url, await crashOf('third'))).status).toBe(200);
  });

  it('that go on are taken, however long they take, and those that stand still end', async () => {
    const requestMs = 1000;
    await start({ requestMs, leastDumpBytesPerSecond: 100 });
    const slow = await upload('203.0.113.7', 10_000);
    const from = performance.now();
    const tookMs = () => performance.now() - from;
    await expect.poll(tookMs, { timeout: 10_000 }).toBeGreaterThan(1.5 * requestMs);
    expect([await arriving(), slow.heard()]).toEqual([1, '']);
    slow.end();
    await expect.poll(slow.heard).toMatch(/^HTTP\/1.1 200/);
    await stop();
    await start({ requestMs, leastDumpBytesPerSecond: 1e9 });
    const still = await upload('203.0.113.7', 10_000);
    await expect.poll(still.heard, { timeout: 10_000 }).toMatch(/^HTTP\/1.1 408.*too_slow/s);
    await expect.poll(arriving).toBe(0);
  });

  it('that are broken off again and again count as dumps of their address', async () => {
    await start({ dumpsPerAddress: { dumps: 3, bytes: 1e9 } });
    for (let count = 0; count < 3; count += 1) {
      const { socket } = await upload('203.0.113.7');
      await expect.poll(arriving).toBe(1);
      socket.destroy();
      await expect.poll(arriving).toBe(0);
    }
    const { heard, end } = await upload('203.0.113.7');
    end();
    await expect.poll(heard).toMatch(/^HTTP\/1.1 429/);
    expect((await postCrash(service.url, await crashOf('other'))).status).toBe(200);
  });

  it('are requests that did not arrive whole, and make room as such', async () => {
    await start({ leftAloneMs: 0, connectionsPerAddress: 4, dumpsUnderWayPerAddress: 9 });
    const [first] = await Promise.all(Array.from({ length: 4 }, () => upload('203.0.113.7')));
    await expect.poll(arriving).toBe(4);
    const answer = await fetch(`${service.url}/v1/keys`, {
      headers: { 'x-forwarded-for': '203.0.113.7' },
    });
    expect(answer.status).toBe(200);
    expect(first).toBeDefined();
  });
});

describe('the dumps’ quotas on the command line', () => {
  const limitsOf = (...args: string[]) => {
    const command = readCommandLine(args);
    if (!command.ok || command.value.kind !== 'serve') throw new Error('it is refused');
    return command.value.limits;
  };
  const mib = 1024 * 1024;

  it.each<[string, string[], number, number]>([
    ['an owner’s dumps', ['--dumps-per-owner', '1'], 1000, 429],
    ['an owner’s MiB', ['--dump-mib-per-owner', '1'], 0.6 * mib, 429],
    ['an address’s dumps', ['--dumps-per-address', '1'], 1000, 429],
    ['an address’s MiB', ['--dump-mib-per-address', '1'], 0.6 * mib, 429],
    ['a day’s dumps', ['--dumps-per-day', '1'], 1000, 503],
    ['a day’s MiB', ['--dump-mib-per-day', '1'], 0.6 * mib, 503],
    ['all that are kept', ['--dumps-kept', '1'], 1000, 503],
    ['the MiB of all that are kept', ['--dump-mib-kept', '1'], 0.6 * mib, 503],
  ])('bound %s', async (_name, args, bytes, status) => {
    await start(limitsOf(...args));
    const statuses: number[] = [];
    for (const text of ['first', 'second'])
      statuses.push((await postCrash(service.url, await crashOf(text, bytes))).status);
    expect(statuses).toEqual([200, status]);
  });

  it('are as before where they are not given, and of one given the other half is', () => {
    expect(limitsOf()).toMatchObject({ dumpsPerOwner: { dumps: 20, bytes: 200 * mib } });
    expect(limitsOf('--dumps-kept=7', '--requests-per-minute=9')).toMatchObject({
      dumpsKept: { dumps: 7, bytes: 20 * 1024 * mib },
      requestsPerMinute: 9,
    });
  });

  it.each(['0', '-1', '1.5', '1e3', 'x', '', '10000000'])('refuse %j in words', (text) => {
    const command = readCommandLine([`--dump-mib-per-day=${text}`]);
    expect(command.ok).toBe(false);
  });

  it('are none of rotating the pepper’s', () => {
    expect(readCommandLine(['rotate-pepper', '--dumps-kept', '7']).ok).toBe(false);
  });
});
