import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseAnswer } from '../../../contract/envelope.ts';
import { createService, type Service } from '../../telemetry/service.ts';
import { readAll, receiptChecksOut, withdraw } from '../../telemetry/testing/client.ts';
import {
  bodyOf,
  createDraw,
  drawId,
  headerLine,
  ownerKey,
  recordLine,
} from '../../telemetry/testing/records.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Between the pool and the telemetry service: hears everything that the pool sends, and can hold back the answer. */
async function createTap(target: () => string) {
  const heard: Heard[] = [];
  let hold: Promise<void> | undefined;
  const server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      heard.push({ headers: request.headers, body: body.toString() });
      await hold;
      const answer = await fetch(target() + (request.url ?? ''), {
        method: 'POST',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        body,
      });
      const retry = answer.headers.get('retry-after');
      response.writeHead(answer.status, retry === null ? {} : { 'retry-after': retry });
      response.end(await answer.text());
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    heard,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdUntil: (until: Promise<void>) => {
      hold = until;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const draw = createDraw(403);
const usage = () => recordLine('day', drawId(draw), { surface: 'launcher' });
const fault = () => recordLine('exception', drawId(draw), { surface: 'launcher' });

let pool: TestPool;
let service: Service;
let tap: Awaited<ReturnType<typeof createTap>>;

beforeEach(async () => {
  tap = await createTap(() => service.url);
  pool = await startPool({ telemetryUrl: tap.url });
  service = await createService({ port: 0, dataFolder: join(pool.folder, 'service') });
});
afterEach(async () => {
  tap.close();
  await service.close();
  await pool.remove();
});

const turn = (telemetry: boolean) => {
  pool.change((data) => ({ ...data, meetings: { telemetry } }));
};
const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
  url = pool.url,
) =>
  fetch(`${url}/v1/launcher/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...headers },
    body,
  });
async function answerOf(response: Response) {
  expect(response.status).toBe(200);
  const answer = parseAnswer(await response.text());
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

describe('the setting is off, as it is until an administrator turns it on', () => {
  test('nothing is forwarded, and the page is told why', async () => {
    const answer = await post(bodyOf(usage(), fault()));
    expect([answer.status, await answer.json()]).toEqual([
      403,
      {
        error: 'forbidden',
        message:
          'MeetingUxEnableTelemetry is off: this pool’s meetings send nothing from a browser',
      },
    ]);
    expect(tap.heard).toEqual([]);
    expect(await readAll(service)).toEqual([]);
  });

  test('it holds for what comes after it was on, and for what is under way', async () => {
    turn(true);
    await answerOf(await post(bodyOf(usage())));
    const never = new Promise<void>(() => undefined);
    tap.holdUntil(never);
    const underWay = post(bodyOf(usage()));
    await vi.waitFor(
      () => {
        expect(tap.heard).toHaveLength(2);
      },
      { timeout: 20_000 },
    );
    turn(false);
    expect((await underWay).status).toBe(403);
    expect((await post(bodyOf(usage()))).status).toBe(403);
    expect(tap.heard).toHaveLength(2);
    expect(await readAll(service)).toHaveLength(1);
  });
});

describe('the setting is on', () => {
  beforeEach(() => {
    turn(true);
  });

  test('usage and errors arrive on the launcher’s surface, byte for byte, with their receipts', async () => {
    const lines = [usage(), fault()];
    const { receipts, rejected } = await answerOf(await post(bodyOf(...lines)));
    expect(rejected).toEqual([]);
    expect(receipts).toHaveLength(2);
    for (const receipt of receipts) expect(await receiptChecksOut(service.url, receipt)).toBe(true);
    expect(tap.heard.map(({ body }) => body)).toEqual([bodyOf(...lines)]);
    expect(await readAll(service)).toMatchObject([
      { surface: 'launcher', category: 'usage' },
      { surface: 'launcher', category: 'error' },
    ]);
  });

  test('neither the address nor a header of the browser’s goes on', async () => {
    const canary = 'canary-7d1f';
    await answerOf(
      await post(bodyOf(usage()), {
        'user-agent': canary,
        'accept-language': canary,
        'x-forwarded-for': '203.0.113.7',
        cookie: canary,
        authorization: canary,
        referer: `https://${canary}.example/`,
        'x-canary': canary,
      }),
    );
    const [heard] = tap.heard;
    expect(JSON.stringify(heard?.headers)).not.toMatch(/canary|203\.0\.113|forwarded/i);
    expect(Object.keys(heard?.headers ?? {}).sort()).toEqual(
      ['connection', 'content-length', 'content-type', 'host', 'user-agent'].sort(),
    );
  });

  test('a record of another surface, census and what is none are refused; their neighbours go on', async () => {
    const desktop = recordLine('day', drawId(draw));
    const guest = recordLine('day', drawId(draw), { surface: 'meetings' });
    const census = recordLine('snapshot', drawId(draw));
    const launcherCensus = recordLine('snapshot', drawId(draw), { surface: 'launcher' });
    const good = usage();
    const { receipts, rejected } = await answerOf(
      await post(bodyOf(desktop, guest, '{}', census, launcherCensus, good)),
    );
    expect(receipts).toHaveLength(1);
    expect(rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(rejected[0]?.reason).toContain('launcher’s usage data and error reports alone');
    expect(tap.heard.map(({ body }) => body)).toEqual([bodyOf(good)]);
    expect(await readAll(service)).toHaveLength(1);
  });

  test('what the service rejects is told by the line that the browser sent', async () => {
    // The service accepts nothing more from an owner whose records were erased.
    await withdraw(service.url, ownerKey);
    const { receipts, rejected } = await answerOf(await post(bodyOf('{}', usage(), fault())));
    expect(receipts).toHaveLength(1);
    expect(rejected.map(({ line }) => line)).toEqual([2, 4]);
  });

  test('nothing but refused records is not even sent', async () => {
    const { receipts, rejected } = await answerOf(
      await post(bodyOf(recordLine('day', drawId(draw)))),
    );
    expect([receipts.length, rejected.length]).toEqual([0, 1]);
    expect(tap.heard).toEqual([]);
  });

  test('the same records sent again are stored once', async () => {
    const body = bodyOf(usage());
    const first = await answerOf(await post(body));
    expect(await answerOf(await post(body))).toEqual(first);
    expect(await readAll(service)).toHaveLength(1);
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number]>([
    ['no header', 'nonsense\n', {}, 400],
    ['an empty body', '', {}, 400],
    ['another content type', '{}', { 'content-type': 'application/json' }, 415],
    ['a body that is too large', bodyOf('x'.repeat(300_000)), {}, 413],
    ['too many records', bodyOf(...Array<string>(101).fill('{}')), {}, 413],
    [
      'a body that is too large once unpacked',
      new Uint8Array(gzipSync('x'.repeat(1_000_000))),
      { 'content-encoding': 'gzip' },
      413,
    ],
  ])('%s is refused, and nothing goes on', async (_what, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status);
    expect(tap.heard).toEqual([]);
  });

  test('a service that is not there, or answers nonsense, is said to be so', async () => {
    tap.close();
    const answer = await post(bodyOf(usage()));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([502, '30']);
  });

  test('a service that names encodings without end, and breaks off, ends no pool', async () => {
    const hostile = createServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': Array(99).fill('gzip').join(', ') });
      response.write('x');
      setImmediate(() => response.destroy());
    });
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
    const { port } = hostile.address() as AddressInfo;
    const faults: unknown[] = [];
    const note = (fault: unknown) => void faults.push(fault);
    process.prependListener('uncaughtException', note);
    const other = await startPool({ telemetryUrl: `http://127.0.0.1:${port}` });
    try {
      other.change((data) => ({ ...data, meetings: { telemetry: true } }));
      expect((await post(bodyOf(usage()), {}, other.url)).status).toBe(502);
      await new Promise((resolve) => setImmediate(resolve));
      expect(faults).toEqual([]);
    } finally {
      process.off('uncaughtException', note);
      hostile.closeAllConnections();
      hostile.close();
      await other.remove();
    }
  });

  test('a service that takes none now is obeyed in how long to wait', async () => {
    await service.close();
    service = await createService({
      port: 0,
      dataFolder: join(pool.folder, 'service'),
      limits: { requestsPerMinute: 1 },
    });
    await answerOf(await post(bodyOf(usage())));
    const busy = await post(bodyOf(usage()));
    expect(busy.status).toBe(503);
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('a pool without a telemetry service says that it has nowhere to send', async () => {
    const alone = await startPool();
    try {
      alone.change((data) => ({ ...data, meetings: { telemetry: true } }));
      const answer = await post(`${headerLine}\n${usage()}\n`, {}, alone.url);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('--telemetry');
    } finally {
      await alone.remove();
    }
  });
});
