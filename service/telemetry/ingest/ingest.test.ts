import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createService, type Service } from '../service.ts';
import { post, readAll, readPage, receiptChecksOut, send } from '../testing/client.ts';
import { bodyOf, createDraw, drawId, headerLine, recordLine } from '../testing/records.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let folder: string;
let service: Service;
const draw = createDraw(20261122);

/** A clock that never shows the same time twice. */
let now = Date.parse('2026-11-22T10:00:00Z');
const clock = () => new Date((now += 1000));

const restart = async (limits: Parameters<typeof createService>[0]['limits'] = {}) => {
  await service.close();
  service = await createService({ dataFolder: join(folder, 'data'), port: 0, clock, limits });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-service-'));
  service = await createService({
    dataFolder: join(folder, 'data'),
    port: 0,
    clock,
    limits: { requestsPerMinute: 1_000_000, answeredWithinMs: Infinity },
  });
});

afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

describe('receipts', () => {
  test('a receipt’s signature checks out with the published key, and with no other message', async () => {
    const { receipts } = await send(service.url, bodyOf(recordLine('day', drawId(draw))));
    const receipt = receipts[0]!;
    expect(await receiptChecksOut(service.url, receipt)).toBe(true);
    expect(await receiptChecksOut(service.url, { ...receipt, digest: '0'.repeat(64) })).toBe(false);
  });

  test('a digest is that of the line’s exact bytes, whatever its characters and spaces', async () => {
    const lines = ['é 漢字 🙂', '\u2028\u2029', 'a\\b"c', '\u0000\ud800'].map(
      (exceptionMessage) =>
        ' ' + recordLine('exception', drawId(draw), { fields: { exceptionMessage } }),
    );
    lines.push(recordLine('day', drawId(draw)).replace('12', '1.2e1') + '\r');
    const { receipts, rejected } = await send(service.url, bodyOf(...lines));
    expect(rejected).toEqual([]);
    expect(receipts.map(({ digest }) => digest)).toEqual(lines.map(sha256));
  });

  test('the same batch three times gives the same receipts and one row each', async () => {
    const body = bodyOf(
      recordLine('snapshot', drawId(draw)),
      recordLine('exception', drawId(draw)),
      recordLine('day', drawId(draw)),
    );
    const first = await send(service.url, body);
    const second = await send(service.url, body);
    await restart();
    const third = await send(service.url, body);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(await readAll(service)).toHaveLength(3);
  });

  test('the same record from many requests at once is stored once, with one receipt', async () => {
    const body = bodyOf(recordLine('day', drawId(draw)));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(service.url, body)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await readAll(service)).toHaveLength(1);
  });

  test('an id that another record has is refused, and the first record stays', async () => {
    for (const name of ['day', 'exception', 'snapshot'] as const) {
      const id = drawId(draw);
      await send(service.url, bodyOf(recordLine(name, id)));
      const other = recordLine(name, id, { at: '2026-11-21T00:00:00Z' });
      const answer = await send(service.url, bodyOf(other));
      expect(answer.receipts).toEqual([]);
      expect(answer.rejected).toEqual([
        { id, line: 2, reason: 'id: already used for another record' },
      ]);
    }
    expect(await readAll(service)).toHaveLength(3);
  });
});

describe('verdicts', () => {
  test('bad lines are rejected each with its number and id, and their neighbours are stored', async () => {
    const ids = Array.from({ length: 6 }, () => drawId(draw));
    const good = (index: number) => recordLine('day', ids[index]!);
    const unknownField = recordLine('day', ids[2]!, { fields: { salary: 1 } });
    const body = bodyOf(good(0), 'garbage', good(1), unknownField, '', good(3));
    const { receipts, rejected } = await send(service.url, body);
    expect(receipts.map(({ id }) => id)).toEqual([ids[0], ids[1], ids[3]]);
    expect(rejected.map(({ id, line }) => [id, line])).toEqual([
      [null, 3],
      [ids[2], 5],
      [null, 6],
    ]);
  });

  test('a rejection names the id that the line’s JSON has, where it has several, whatever its length', async () => {
    const [claimed, read] = [drawId(draw), drawId(draw)];
    const twice = recordLine('day', read, { fields: { salary: 1 } }).replace(
      '{',
      `{"id":"${claimed}",`,
    );
    const { rejected } = await send(service.url, bodyOf(twice, twice + ' '.repeat(140_000)));
    expect(rejected.map(({ id }) => id)).toEqual([read, read]);
  });

  test('a line that is not UTF-8 is rejected alone', async () => {
    const id = drawId(draw);
    const bad = Buffer.from(recordLine('exception', id, { fields: { exceptionMessage: 'XX' } }));
    bad.set([0xff, 0xfe], bad.indexOf('XX'));
    const good = recordLine('day', drawId(draw));
    const body = Buffer.concat([Buffer.from(`${headerLine}\n`), bad, Buffer.from(`\n${good}`)]);
    const { receipts, rejected } = await send(service.url, body);
    expect(receipts).toHaveLength(1);
    expect(rejected).toEqual([{ id, line: 2, reason: 'not valid UTF-8' }]);
  });

  test('a line that is too long is rejected alone', async () => {
    const id = drawId(draw);
    const long = recordLine('day', id) + ' '.repeat(140_000);
    const { receipts, rejected } = await send(
      service.url,
      bodyOf(long, recordLine('day', drawId(draw))),
    );
    expect(receipts).toHaveLength(1);
    expect(rejected).toEqual([{ id, line: 2, reason: 'longer than 131072 bytes' }]);
  });

  test('the longest record that the catalogue allows fits', async () => {
    const fields = {
      userId: '\u0001'.repeat(320),
      exceptionMessage: '\u0001'.repeat(1024),
      exceptionStack: '\u0001'.repeat(8192),
      errorLog: '\u0001'.repeat(8192),
    };
    const { receipts } = await send(
      service.url,
      bodyOf(recordLine('exception', drawId(draw), { fields })),
    );
    expect(receipts).toHaveLength(1);
  });

  test('six thousand garbage lines never fail the service, and never cost a neighbour', async () => {
    const alphabet = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      ' ',
      '\t',
      '0',
      'e',
      '-',
      '.',
      'u',
      'id',
      'fields',
      '__proto__',
      '\ud83d',
      '\0',
      'é',
    ];
    const template = (): string =>
      recordLine(draw(2) ? 'exception' : 'snapshot', drawId(draw), {
        at: '2026-11-22T09:59:59.' + '9'.repeat(1 + draw(400)) + 'Z',
      });
    const mangled = (): string => {
      const line = template();
      const at = draw(line.length);
      const noise = Array.from({ length: 1 + draw(5) }, () => alphabet[draw(alphabet.length)]);
      return line.slice(0, at) + noise.join('') + line.slice(at + draw(6));
    };
    for (let round = 0; round < 40; round++) {
      const neighbours = Array.from({ length: 5 }, () => drawId(draw));
      const lines = neighbours.flatMap((id) => [
        ...Array.from({ length: 30 }, mangled),
        recordLine('day', id),
      ]);
      const { receipts, rejected } = await send(service.url, bodyOf(...lines));
      const stored = new Set(receipts.map(({ id }) => id));
      expect(neighbours.filter((id) => !stored.has(id))).toEqual([]);
      expect(receipts.length + rejected.length).toBe(lines.length);
    }
  });
});

describe('bodies', () => {
  const errorOf = async (response: Promise<Response>) => {
    const answer = await response;
    return [answer.status, ((await answer.json()) as { error: string }).error];
  };

  test('a gzip body is read like a plain one', async () => {
    const body = gzipSync(bodyOf(recordLine('day', drawId(draw))));
    const { receipts } = await send(service.url, body, { 'content-encoding': 'gzip' });
    expect(receipts).toHaveLength(1);
  });

  test('a gzip bomb is too large, and broken gzip is not understood', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(await errorOf(post(service.url, bomb, gzip))).toEqual([413, 'too_large']);
    const whole = gzipSync(bodyOf(recordLine('day', drawId(draw))));
    for (const broken of [whole.subarray(0, 60), Buffer.from('not gzip')])
      expect(await errorOf(post(service.url, broken, gzip))).toEqual([400, 'bad_request']);
    expect(await readAll(service)).toEqual([]);
  });

  test('what is too large, too many, of another type or without a header is refused whole', async () => {
    const url = service.url;
    const line = recordLine('day', drawId(draw));
    const cases: [Promise<Response>, number][] = [
      [post(url, 'x'.repeat(1024 * 1024 + 1)), 413],
      [post(url, bodyOf(...Array.from({ length: 201 }, () => 'x'))), 413],
      [post(url, line, { 'content-type': 'application/json' }), 415],
      [post(url, line, { 'content-type': 'text/plain' }), 415],
      [post(url, line, { 'content-encoding': 'br' }), 415],
      [post(url, ''), 400],
      [post(url, line), 400],
      [post(url, `\n${line}`), 400],
      [post(url, `${headerLine.replace('1', '2')}\n${line}`), 400],
    ];
    for (const [response, status] of cases) expect((await errorOf(response))[0]).toBe(status);
    expect(await readAll(service)).toEqual([]);
  });

  test('half a body stores nothing, and the service goes on', async () => {
    const { port } = new URL(service.url);
    const body = bodyOf(recordLine('day', drawId(draw)), recordLine('day', drawId(draw)));
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, -50)}`,
    );
    socket.end();
    socket.resume();
    await once(socket, 'close');
    expect(await readAll(service)).toEqual([]);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });

  test('who asks too fast is told when to come back', async () => {
    await restart({ requestsPerMinute: 3 });
    const body = bodyOf(recordLine('day', drawId(draw)));
    for (let request = 0; request < 3; request++) await send(service.url, body);
    const response = await post(service.url, body);
    expect(response.status).toBe(429);
    const wait = Number(response.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(((await response.json()) as { error: string }).error).toBe('too_many_requests');
  });

  test('an error never repeats what the request held', async () => {
    const canary = 'canary7f3a';
    const answers = [
      await post(service.url, canary),
      await post(service.url, 'x', { 'content-type': `application/${canary}` }),
      await fetch(`${service.url}/${canary}/%zz`),
      await fetch(`${service.url}/${canary}`),
      await post(
        service.url,
        bodyOf(recordLine('exception', drawId(draw), { at: canary, owner: canary })),
      ),
    ];
    for (const answer of answers) expect(await answer.text()).not.toContain(canary);
  });
});

describe('the analysts’ read-out', () => {
  test('only the token opens it', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer x', `Basic ${'0'.repeat(64)}`]) {
      const response = await fetch(`${service.url}/v1/records`, { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  test('a query that makes no sense is refused', async () => {
    for (const query of [
      'limit=0',
      'limit=1001',
      'since=yesterday',
      'since=7',
      'category=all',
      'x=1',
    ])
      await expect(readPage(service, query)).rejects.toThrow('400');
  });
});

test('health and metrics answer anyone, and metrics count by category and verdict', async () => {
  await send(service.url, bodyOf(recordLine('day', drawId(draw)), 'garbage'));
  expect(await (await fetch(`${service.url}/healthz`)).json()).toEqual({ status: 'ok' });
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('candor_records_total{category="usage",verdict="stored"} 1');
  expect(metrics).toContain('candor_records_total{category="unknown",verdict="rejected"} 1');
  expect(metrics).not.toContain('127.0.0.1');
});

test('no answer invites another origin', async () => {
  const response = await fetch(`${service.url}/v1/keys`, { headers: { origin: 'https://x.test' } });
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(response.headers.get('x-powered-by')).toBeNull();
});
