import { readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { meetingIdPattern, meetingPaths } from '../../../contract/meetingLimits.ts';
import type { Meeting } from '../../../contract/meetings.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { askAs, authorizationFor } from '../testing/askAs.ts';
import { createRawPhone } from '../testing/phone.ts';
import { joinAs, meetNow, openRoom, ticketFor } from '../testing/participant.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';
const HOUR = 3_600_000;

let pool: TestPool;
let later = 0;
const now = () => Date.now() + later;

beforeEach(async () => {
  later = 0;
  pool = await startPool({ now });
});
afterEach(async () => {
  await pool.remove();
});

const show = (id: string) => fetch(pool.url + meetingPaths.meeting(id));
const file = () => join(pool.folder, 'pool', 'meetings.json');
const post = (body: unknown, headers = {}) =>
  askAs(alice, passwords[alice], `${pool.url}/v1/meetings?account=${alice}`, {
    method: 'POST',
    body,
    headers,
  });

describe('a meeting', () => {
  test('is made by someone signed in, and told of to anyone who has its link', async () => {
    const { id, title, joinUrl } = await meetNow(pool, alice, 'Weekly');
    expect(id).toMatch(meetingIdPattern);
    expect(joinUrl).toBe(`${pool.url}/join/${id}`);
    expect(title).toBe('Weekly');
    expect(await (await show(id)).json()).toEqual({
      id,
      title,
      state: 'open',
      MeetingUxEnableTelemetry: false,
      host: { displayName: 'alice', organisation: 'Contoso' },
    });
  });

  test('is written down in a turn of its own, so that twenty at once keep nobody waiting for all of them', async () => {
    // Pool and test share this process's event loop.
    let turn = 0;
    let next = setImmediate(function count() {
      turn += 1;
      next = setImmediate(count);
    });
    const turns = new Set<number>();
    const watcher = watch(join(pool.folder, 'pool'));
    watcher.on('change', (_event, name) => {
      if (name === 'meetings.json') turns.add(turn);
    });
    const sent = {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: new URL(pool.url).host },
      body: '{}',
    };
    const path = `/v1/meetings?account=${alice}`;
    const signed = await Promise.all(
      Array.from({ length: 20 }, () =>
        authorizationFor(alice, passwords[alice], pool.url + path, sent),
      ),
    );
    const requests = signed.map((authorization) =>
      [
        `POST ${path} HTTP/1.1`,
        ...Object.entries({ ...sent.headers, authorization, 'content-length': '2' }).map(
          ([name, value]) => `${name}: ${value}`,
        ),
        '',
        sent.body,
      ].join('\r\n'),
    );
    const socket = connect(Number(new URL(pool.url).port), '127.0.0.1');
    socket.write(requests.join(''));
    let answered = '';
    for await (const chunk of socket) {
      answered += String(chunk);
      if (answered.split('HTTP/1.1 201').length > 20) break;
    }
    clearImmediate(next);
    watcher.close();
    expect(turns.size).toBeGreaterThan(10);
  });

  test('without a title has none of a language, and is named after its host for each who reads of it', async () => {
    const { id } = await meetNow(pool);
    const meeting = (await (await show(id)).json()) as Meeting;
    expect(meeting.title).toBe('');
    expect(meetingTitle(meeting, createTexts('en').t)).toBe('Meeting with alice');
    expect(meetingTitle(meeting, createTexts('fr').t)).toBe('Réunion avec alice');
    for (const [language, heading] of [
      ['de, en;q=0.5, fr-CA;q=0.8', 'Réunion avec alice'],
      ['en', 'Meeting with alice'],
    ] as const) {
      const headers = { 'accept-language': language };
      const page = await fetch(`${pool.url}/join/${id}`, { headers });
      expect(await page.text()).toContain(`<h1><bdi>${heading}</bdi></h1>`);
    }
  });

  test('has the address that the pool was asked for, by way of a TLS proxy too', async () => {
    const made = await post(
      {},
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'pool.contoso.com' },
    );
    expect(await made.json()).toMatchObject({
      joinUrl: expect.stringMatching(/^https:\/\/pool\.contoso\.com\/join\//) as unknown,
    });
    const forged = await post({}, { 'x-forwarded-host': 'a.example/path?' });
    expect([forged.status, await forged.json()]).toEqual([
      400,
      { error: 'bad_request', message: 'the Host header must name this pool' },
    ]);
  });

  test('is not made by who does not prove to be someone, and nothing is told of what there is not', async () => {
    const url = `${pool.url}/v1/meetings?account=${alice}`;
    expect((await askAs(alice, 'guess', url, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${pool.url}/v1/meetings`, { method: 'POST' })).status).toBe(400);
    for (const id of ['abcd-efgh-jkmn', 'x', '%00', '__proto__'])
      expect((await show(id)).status).toBe(404);
  });

  test.each([
    { title: '' },
    { title: 'x'.repeat(129) },
    { title: 1 },
    { more: 1 },
    { title: null },
  ])('with a body that makes no sense is refused, and why: %j', async (body) => {
    const answer = await post(body);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        error: 'bad_request',
        message: 'the body may hold title, of 1 to 128 characters, and nothing else',
      },
    ]);
  });

  test('takes the pool’s setting for the next who asks', async () => {
    const { id } = await meetNow(pool);
    pool.change((data) => ({ ...data, meetings: { telemetry: true } }));
    expect(await (await show(id)).json()).toMatchObject({ MeetingUxEnableTelemetry: true });
    const { joined } = await joinAs(pool, id, { name: 'Ann' });
    expect(joined.meeting.MeetingUxEnableTelemetry).toBe(true);
  });

  test('gives tickets to those who are signed in, and none once it is over', async () => {
    const { id } = await meetNow(pool);
    expect(await ticketFor(pool, id, 'bob@contoso.com')).toMatch(/^[0-9a-f]{64}$/);
    const url = (meeting: string) => `${pool.url}/v1/meetings/${meeting}/tickets?account=${alice}`;
    expect((await askAs(alice, 'guess', url(id), { method: 'POST' })).status).toBe(401);
    const none = await askAs(alice, passwords[alice], url('abcd-efgh-jkmn'), { method: 'POST' });
    expect(none.status).toBe(404);
  });

  test('is refused beyond a hundred open ones of one host', async () => {
    await pool.remove();
    pool = await startPool({ now, limits: { requestsPerMinute: 10_000 } });
    for (let made = 0; made < 100; made += 1) await meetNow(pool);
    const answer = await post({});
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { message: 'there are 100 open meetings of yours: end some first' },
    ]);
    await meetNow(pool, 'bob@contoso.com');
  });
});

describe('meetings.json', () => {
  test('brings the meetings back after the pool stopped, and is its owner’s alone', async () => {
    const { id } = await meetNow(pool, alice, 'Weekly');
    expect(statSync(file()).mode & 0o077).toBe(0);
    await pool.stop();
    pool = await startPool({ now, folder: pool.folder });
    expect(await (await show(id)).json()).toMatchObject({ title: 'Weekly', state: 'open' });
    await joinAs(pool, id, { name: 'Ann' });
  });

  test('holds neither who was there nor what they said', async () => {
    const { id } = await meetNow(pool);
    const ann = await joinAs(pool, id, { name: 'Ann Canary' });
    ann.say({ type: 'chat', id: crypto.randomUUID(), text: 'canary text' });
    await ann.receive('chat');
    await meetNow(pool);
    for (const name of readdirSync(join(pool.folder, 'pool')))
      expect(readFileSync(join(pool.folder, 'pool', name), 'latin1')).not.toMatch(/canary/i);
    expect(pool.log.join('\n')).not.toMatch(/canary/i);
  });

  test('that can’t be understood is set aside, and the pool begins without meetings', async () => {
    const { id } = await meetNow(pool);
    await pool.stop();
    writeFileSync(file(), '{"meetings":[{}]}');
    pool = await startPool({ now, folder: pool.folder });
    expect((await show(id)).status).toBe(404);
    expect(pool.log.join()).toContain('there are no meetings');
    expect(readdirSync(join(pool.folder, 'pool')).join()).toContain('meetings.json.unreadable-');
    await meetNow(pool);
  });
});

describe('a meeting is over', () => {
  const isOver = (id: string) =>
    vi.waitFor(async () => {
      expect(await (await show(id)).json()).toMatchObject({ state: 'over' });
    }, 5000);

  test('after nobody was there for a day, and forgotten a week later', async () => {
    const { id } = await meetNow(pool);
    const { id: used } = await meetNow(pool);
    const ann = await joinAs(pool, used, { name: 'Ann' });
    later += 25 * HOUR;
    // Whoever is there says so: the clock jumped, and the room has not checked yet.
    ann.say({ type: 'alive' });
    await ann.receive('alive');
    await isOver(id);
    expect(await (await show(used)).json()).toMatchObject({ state: 'open' });
    later += 8 * 24 * HOUR;
    await vi.waitFor(async () => {
      expect((await show(id)).status).toBe(404);
    }, 5000);
  });

  test('when its host is no more in the pool, and who is there is told', async () => {
    const { id } = await meetNow(pool);
    const ann = await joinAs(pool, id, { name: 'Ann' });
    pool.change((data) => {
      const { [alice]: removed, ...accounts } = data.accounts;
      expect(removed).toBeDefined();
      return { ...data, accounts };
    });
    await ann.receive('ended');
    await isOver(id);
  });
});

describe('the pool’s WebSockets', () => {
  test('SIP and rooms each have their own path and subprotocol, and nothing else is taken', async () => {
    const { id } = await meetNow(pool);
    await createRawPhone(pool.wsUrl);
    await openRoom(pool.url, id);
    const statusOf = async (path: string, protocol: string) => {
      const { hostname, port } = new URL(pool.url);
      const socket = connect(Number(port), hostname);
      const head = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
      const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
      const lines = [`GET ${path} HTTP/1.1`, 'Host: pool', ...head, key];
      socket.write([...lines, `Sec-WebSocket-Protocol: ${protocol}`, '', ''].join('\r\n'));
      return Number((await text(socket)).split(' ')[1]);
    };
    expect(await statusOf(`/v1/meetings/${id}/room`, 'sip')).toBe(400);
    expect(await statusOf('/', 'candor-meeting')).toBe(400);
    for (const path of ['/elsewhere', '//', '/v1/meetings/a/b/room', 'http://['])
      expect(await statusOf(path, 'candor-meeting')).toBe(404);
    await meetNow(pool);
  });
});
