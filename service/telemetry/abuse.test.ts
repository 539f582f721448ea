import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTexts } from '../../contract/text/index.ts';
import { createService, type Service } from './service.ts';
import { post, readAll, send, withdraw } from './testing/client.ts';
import { crashLine, dumpOf } from './testing/crashes.ts';
import { bodyOf, createDraw, drawId, owner, ownerKey, recordLine } from './testing/records.ts';

const { t } = createTexts('en');

let folder: string;
let service: Service;
let logged: string[];
let now = Date.parse('2026-11-22T10:00:00Z');
const draw = createDraw(404);
const days = (count: number): number => count * 86_400_000;

const start = async (limits: Parameters<typeof createService>[0]['limits'] = {}) => {
  service = await createService({
    dataFolder: folder,
    port: 0,
    limits,
    clock: () => new Date(now),
    log: (said) => logged.push(said(t)),
  });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-abuse-'));
  logged = [];
});

afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const files = (): string =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('.sock'))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/**
 * Sends bytes.
 * @returns all that comes back until the service hangs up.
 */
async function exchange(bytes: string): Promise<string> {
  const socket = await open();
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  const closed = once(socket, 'close');
  socket.write(bytes);
  await closed;
  return heard;
}

const halfBody =
  'POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\ncontent-length: 900\r\n\r\nhalf';

describe('what never becomes a request', () => {
  test.each([
    ['no HTTP', 'NONSENSE\r\n\r\n', 400, 'bad_request'],
    ['no host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'bad_request'],
    [
      'huge headers',
      `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['half a body', halfBody, 408, 'too_slow'],
    ['half the headers', 'GET / HTTP/1.1\r\nhost: x\r\n', 408, 'too_slow'],
  ])('%s is answered like any error', async (_what, bytes, status, error) => {
    await start({ requestMs: 300 });
    const [head = '', body = ''] = (await exchange(bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} \\w`));
    expect(head).toContain('application/json');
    const answer = JSON.parse(body) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(['error', 'message']);
    expect(answer['error']).toBe(error);
    expect(answer['message']).not.toContain('went wrong in the service');
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });
});

test('no more connections are open than the limit and a tenth beyond it, and the next comes when one goes', async () => {
  await start({ connections: 2, leftAloneMs: 60_000 });
  const [first, ...others] = [await open(), await open(), await open()];
  const ask = 'GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n';
  expect(await exchange(ask)).toBe('');
  const gone = once(first, 'close');
  first.resume().end();
  await gone;
  await expect
    .poll(async () =>
      fetch(`${service.url}/healthz`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  for (const other of others) other.destroy();
});

const from = (address: string) => ({ 'x-forwarded-for': address });
const statusOf = async (address: string): Promise<number> =>
  (await post(service.url, bodyOf(recordLine('day', drawId(draw))), from(address))).status;

test('behind a proxy each address has a limit of its own, which no made-up header widens', async () => {
  await start({ requestsPerMinute: 2 });
  expect(await statusOf('203.0.113.9')).toBe(200);
  expect(await statusOf('198.51.100.1, 203.0.113.9')).toBe(200);
  expect(await statusOf('198.51.100.2, 203.0.113.9')).toBe(429);
  expect(await statusOf('203.0.113.10')).toBe(200);
  for (const odd of ['', 'x', 'fe80::1%eth0', '::ffff:1.2.3.4', ',,,'])
    expect([200, 429]).toContain(await statusOf(odd));
  expect(files() + logged.join()).not.toContain('203.0.113');
  expect(await (await fetch(`${service.url}/metrics`)).text()).not.toContain('203.0.113');
});

test('the port and the spelling that a proxy gives an address widen no limit, and two proxies narrow none', async () => {
  await start({ requestsPerMinute: 2 });
  const oneHost = [
    '203.0.113.7:50001',
    '203.0.113.7:50002',
    '"203.0.113.7:50003"',
    '::FFFF:203.0.113.7',
    '203.0.113.7, 127.0.0.1',
    '198.51.100.3,203.0.113.7:50004 , ::1, ,127.0.0.1:80',
  ];
  const oneNetwork = [
    '2001:db8::7',
    '[2001:db8::7]:443',
    '"[2001:DB8:0:0:1::9]:444"',
    '2001:db8::a%eth0',
  ];
  for (const spellings of [oneHost, oneNetwork]) {
    const statuses: number[] = [];
    for (const spelling of spellings) statuses.push(await statusOf(spelling));
    expect(statuses).toEqual(spellings.map((_, index) => (index < 2 ? 200 : 429)));
  }
  expect(await statusOf('203.0.113.8, 127.0.0.1')).toBe(200);
});

test('a flood of records keeps no one from withdrawing, and withdrawals have their own limit', async () => {
  await start({ requestsPerMinute: 1, withdrawalsPerMinute: 2 });
  await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
  expect((await post(service.url, bodyOf())).status).toBe(429);
  expect(await withdraw(service.url, ownerKey)).toMatchObject({ erased: 1 });
  await withdraw(service.url, 'd0'.repeat(32));
  expect(await withdraw(service.url, 'd1'.repeat(32))).toMatchObject({
    error: 'too_many_requests',
  });
});

test('a withdrawal refuses late records for longer than a client keeps any, and is then forgotten', async () => {
  await start();
  await withdraw(service.url, ownerKey);
  now += days(40);
  await withdraw(service.url, 'd0'.repeat(32));
  const late = await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
  expect(late.rejected[0]?.reason).toBe('owner: withdrawn');
  expect(files()).toContain(owner);
  now += days(10);
  await withdraw(service.url, 'd1'.repeat(32));
  await service.close();
  expect(files()).not.toContain(owner);
  await start();
  expect(await readAll(service)).toEqual([]);
});

const wideLine = (letter: string, length = 8150) =>
  recordLine('exception', drawId(draw), { fields: { errorLog: letter.repeat(length) } });

/**
 * Polls the health check until it is stopped.
 * @returns how often it answered.
 */
function watchHealth() {
  const over = new AbortController();
  const watching = (async () => {
    let answers = 0;
    for (; !over.signal.aborted; answers++) {
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
      // Without a pause, the poller would take CPU time from what it watches.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return answers;
  })();
  return () => {
    over.abort();
    return watching;
  };
}

/**
 * Watches this thread, in which both service and test run.
 * @returns the longest turn of its event loop, in ms of CPU.
 */
function watchTurns() {
  let [isOver, longest, last] = [false, 0, process.threadCpuUsage()];
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
    if (!isOver) setTimeout(turn, 2);
  };
  setTimeout(turn, 2);
  return () => {
    isOver = true;
    return longest;
  };
}

test.each(['\ufdfa', '\u1100', '\u0316\u0301', '\u2057', '\u200b', '%', '1', '@'])(
  'forty records full of %j hold up neither the event loop nor a health check',
  async (letter) => {
    await start();
    const lines = Array.from({ length: 40 }, () => wideLine(letter, 8150 / letter.length));
    const body = gzipSync(bodyOf(...lines));
    await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
    const [stopHealth, stopTurns] = [watchHealth(), watchTurns()];
    try {
      const large = fetch(`${service.url}/v1/records`, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
      });
      const small = await post(service.url, bodyOf(recordLine('exception', drawId(draw))));
      expect([small.status, (await large).status]).toEqual([200, 200]);
    } finally {
      expect(stopTurns()).toBeLessThan(100);
      expect(await stopHealth()).toBeGreaterThan(1);
    }
  },
  60_000,
);

/** @returns the milliseconds of CPU that it takes to send this whole form and have it refused. */
async function costOf(form: string, boundary: string): Promise<number> {
  const socket = await open();
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  const head = `POST /v1/crashes HTTP/1.1\r\nhost: x\r\ncontent-length: ${form.length}\r\n`;
  const type = `content-type: multipart/form-data; boundary=${boundary}\r\n\r\n`;
  const sent = Buffer.from(`${head}${type}${form}GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n`);
  const before = process.threadCpuUsage();
  socket.write(sent);
  await expect.poll(() => heard, { timeout: 30_000 }).toContain('"ok"');
  const { user, system } = process.threadCpuUsage(before);
  expect(heard).toMatch(/^HTTP\/1\.1 400 /);
  socket.destroy();
  return (user + system) / 1000;
}

test('a form of more parts than it may have, of whatever length and never ended, ends no service', async () => {
  await start();
  const dump = dumpOf('a dump', 200_000);
  const record = crashLine(drawId(draw), dump);
  await send(service.url, bodyOf(record));
  const part = (name: string, content: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--x\r\ncontent-disposition: form-data; name="${name}"; filename="f"\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);
  const begin = Buffer.concat([part('record', record), part('dump', dump)]);
  for (let length = 67_500; length < 70_500; length += 60) {
    const more = [part('other', Buffer.alloc(length)), part('a', ''), part('b', '')];
    const form = Buffer.concat([begin, ...more]);
    const head = `POST /v1/crashes HTTP/1.1\r\nhost: x\r\ncontent-length: ${form.length}\r\n`;
    const type = 'content-type: multipart/form-data; boundary=x\r\n\r\n';
    const socket = await open();
    const answered = once(socket, 'data');
    socket.write(Buffer.concat([Buffer.from(`${head}${type}`), form]));
    await answered;
    socket.destroy();
  }
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
}, 60_000);

const long = `${'a'.repeat(69)}b`;
const nearlyLong = `\r\n--${'a'.repeat(66)}`.repeat(170_000);
const partIn = (boundary: string, name: string, content: string): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="f"\r\n\r\n${content}\r\n`;

test.each([
  ['parts without a header', 'b', '--b\r\n\r\n'.repeat(1_700_000)],
  ['parts with a name', 'b', partIn('b', 'x', 'q').repeat(180_000)],
  ['a long header', long, partIn(long, 'header', nearlyLong)],
  ['a long record', long, partIn(long, 'record', nearlyLong)],
  ['a part of another name', long, partIn(long, 'x', nearlyLong)],
  ['a dump of nothing known', long, partIn(long, 'dump', nearlyLong)],
])(
  'what follows the refusal of a form of 12 MB for %s is read, and not parsed',
  async (_what, boundary, form) => {
    await start();
    const plain = 'x'.repeat(12_000_000);
    await costOf(plain, 'b');
    const bound = 150 + 3 * (await costOf(plain, 'b'));
    expect(await costOf(form, boundary)).toBeLessThan(bound);
  },
  60_000,
);

test('what is beyond the work that may be under way comes later, and health and metrics always', async () => {
  await start({ requestsUnderWay: 2, answeredWithinMs: 60_000 });
  const bodies = Array.from({ length: 60 }, () => bodyOf(recordLine('exception', drawId(draw))));
  const answers = await Promise.all(bodies.map((body) => post(service.url, body)));
  const statuses = answers.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  for (const answer of answers.filter(({ status }) => status === 503)) {
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ error: 'unavailable' });
  }
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('candor_requests_under_way 0');
  expect(metrics).toContain('candor_bytes_under_way 0');
  expect(await readAll(service)).toHaveLength(statuses.filter((status) => status === 200).length);
});

test('what can’t be answered soon is told so before its body is read, on a connection that goes on', async () => {
  await start({ requestsUnderWay: 0 });
  const socket = await open();
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  const [head = ''] = halfBody.split('half');
  socket.write(head);
  await expect.poll(() => heard).toContain('"unavailable"');
  expect(heard).toMatch(/^HTTP\/1\.1 503 /);
  expect(heard).toMatch(/\r\nretry-after: [1-9]\d*\r\n/);
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${service.url}/metrics`)).status).toBe(200);
  heard = '';
  socket.write(`${'x'.repeat(900)}GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n`);
  await expect.poll(() => heard).toMatch(/^HTTP\/1\.1 200 .*"ok"/s);
  socket.destroy();
  expect(await readAll(service)).toEqual([]);
});

test('bodies hold no more memory than the bound, and the next is taken once there is room', async () => {
  await start({ bytesUnderWay: 1000 });
  const small = () => bodyOf(recordLine('exception', drawId(draw)));
  const long = await post(service.url, bodyOf(wideLine('a', 5000)));
  expect([long.status, long.headers.get('retry-after')]).toEqual([503, '30']);
  expect((await post(service.url, small())).status).toBe(200);
  const half = await open();
  half.write(halfBody.replace('900', '990').replace('half', 'x'.repeat(900)));
  await expect
    .poll(async () =>
      (await (await fetch(`${service.url}/metrics`)).text()).match(/under_way \d+/g),
    )
    .toContain('under_way 900');
  expect((await post(service.url, small())).status).toBe(503);
  half.destroy();
  await expect.poll(async () => (await post(service.url, small())).status).toBe(200);
});

test('nothing that was acknowledged under overload is lost, nor stored twice', async () => {
  await start({ requestsUnderWay: 5, requestsPerMinute: 100_000 });
  const acknowledged: string[] = [];
  const client = async () => {
    for (let round = 0; round < 10; round++) {
      const ids = [drawId(draw), drawId(draw)];
      const body = bodyOf(...ids.map((id) => recordLine('exception', id)));
      for (let status = 503; status === 503;) {
        const answer = await post(service.url, body);
        ({ status } = answer);
        if (status !== 200) {
          // A connection whose response is not read to its end can't be reused.
          await answer.text();
          continue;
        }
        const { receipts } = (await answer.json()) as { receipts: { id: string }[] };
        acknowledged.push(...receipts.map(({ id }) => id));
      }
    }
  };
  await Promise.all(Array.from({ length: 30 }, client));
  await service.close();
  await start();
  const stored = (await readAll(service)).map(({ id }) => id);
  expect(stored.toSorted()).toEqual(acknowledged.toSorted());
  expect(stored).toHaveLength(600);
});
