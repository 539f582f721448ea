import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { candorSchema } from '../../contract/records.ts';
import { parseHeader, parseRecord, type TelemetryRecord } from '../../contract/envelope.ts';
import { createLauncherReports } from './launcherReports.ts';

beforeEach(() => {
  vi.stubGlobal('CANDOR_VERSION', '0.1.0');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Longer than anything that was sent takes to arrive. */
const settle = (milliseconds = 100) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The page's reports, and a pool that accepts them. */
async function visit(isAllowed: boolean) {
  const pool = { isAllowed, questions: 0, records: [] as TelemetryRecord[] };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const [header = '', ...lines] = body.trimEnd().split('\n');
      expect(parseHeader(header)).toMatchObject({ ok: true });
      for (const line of lines) {
        const parsed = parseRecord(line, candorSchema);
        if (!parsed.ok) throw new Error(parsed.problem);
        pool.records.push(parsed.value);
      }
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const reports = createLauncherReports({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isAllowed: () => {
      pool.questions += 1;
      return Promise.resolve(pool.isAllowed);
    },
  });
  const stay = () => {
    reports.countFeature('meetingChat');
    for (const event of ['attempted', 'joined'] as const) reports.take({ event });
    reports.take({ event: 'failed', code: 'ice', quality: { roundTrip: 12 } });
    reports.take({ event: 'left' });
  };
  // Not with Vitest's own waiting, which advances a fake clock.
  const arrived = async (count: number) => {
    while (pool.records.length < count) await settle(5);
    expect(pool.records).toHaveLength(count);
  };
  return { pool, reports, stay, arrived };
}

const usageIn = (records: readonly TelemetryRecord[]) =>
  records.filter(({ category }) => category === 'usage').map(({ fields }) => fields);

describe('a page in a browser', () => {
  it('asks and sends nothing while the pool does not allow it, nor afterwards what happened then', async () => {
    const { pool, reports, stay } = await visit(false);
    stay();
    reports.update(false);
    stay();
    await settle();
    expect(pool.questions).toBe(0);
    pool.isAllowed = true;
    reports.update(true);
    reports.take({ event: 'left' });
    await settle();
    expect(pool.records).toEqual([]);
  });

  it('forgets what was allowed when it was counted and is refused when it would be sent', async () => {
    const { pool, reports, stay } = await visit(false);
    reports.update(true);
    stay();
    await settle();
    reports.update(true);
    pool.isAllowed = true;
    reports.take({ event: 'left' });
    await settle();
    expect(pool.records).toEqual([]);
  });

  it('counts nothing of the time in which it was refused', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { pool, reports, arrived } = await visit(true);
    reports.update(true);
    reports.take({ event: 'joined' });
    await arrived(1);
    reports.update(false);
    vi.advanceTimersByTime(300_000);
    reports.update(true);
    reports.take({ event: 'left' });
    await settle();
    expect(usageIn(pool.records)).toMatchObject([{ meetingJoinSuccesses: 1 }]);
  });

  it('tells attempts, successes, minutes and features once each, and errors under keys that nobody holds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { pool, reports, arrived } = await visit(true);
    reports.update(true);
    reports.countFeature('meetingChat');
    reports.take({ event: 'attempted' });
    reports.take({ event: 'joined' });
    await arrived(1);
    vi.advanceTimersByTime(60_000);
    await arrived(2);
    vi.advanceTimersByTime(30_123);
    reports.take({ event: 'failed', code: '1006' });
    await arrived(3);
    reports.take({ event: 'failed', code: 'ice', quality: { roundTrip: 12.34 } });
    await arrived(4);
    reports.take({ event: 'left' });
    await arrived(5);

    expect(new Set(pool.records.map(({ surface }) => surface))).toEqual(new Set(['launcher']));
    expect(usageIn(pool.records)).toMatchObject([
      { meetingJoinAttempts: 1, meetingJoinSuccesses: 1, featureUse: { meetingChat: 1 } },
      { callMinutes: 1 },
      { callMinutes: 0.5 },
    ]);
    const errors = pool.records.filter(({ category }) => category === 'error');
    expect(errors.map(({ fields }) => fields)).toEqual([
      { errorCode: '1006' },
      { errorCode: 'ice', roundTrip: 10 },
    ]);
    expect(new Set(errors.map(({ owner }) => owner)).size).toBe(2);
  });

  it('tells of twenty failures, and of no more', async () => {
    const { pool, reports, arrived } = await visit(true);
    reports.update(true);
    for (let times = 0; times < 30; times += 1) reports.take({ event: 'failed', code: 'ice' });
    await arrived(20);
    await settle();
    expect(pool.records).toHaveLength(20);
  });

  it('waits as long as Retry-After says, and reads nothing of an answer that never ends', async () => {
    let posts = 0;
    const closed = Promise.withResolvers<undefined>();
    const server = createServer((request, response) => {
      posts += 1;
      request.resume();
      response.on('close', () => {
        closed.resolve(undefined);
      });
      response.writeHead(429, { 'retry-after': '3600' });
      const more = () => {
        while (!response.destroyed && response.write('a'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    let questions = 0;
    const reports = createLauncherReports({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      isAllowed: () => {
        questions += 1;
        return Promise.resolve(true);
      },
    });
    reports.update(true);
    const fail = () => {
      reports.take({ event: 'failed', code: 'ice', quality: {} });
    };
    fail();
    await closed.promise;
    fail();
    reports.take({ event: 'left' });
    await settle();
    expect([posts, questions]).toEqual([1, 1]);
  });
});
