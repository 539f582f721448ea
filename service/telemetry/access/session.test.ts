import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionSchema } from '../../../contract/insights/session.ts';
import { createService, type Service } from '../service.ts';
import { cookieOf, sessionOf, signIn, tokenOf } from '../testing/session.ts';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-29T22:00:00.000Z');
let now = start;

let folder: string;
let service: Service;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-session-'));
  service = await createService({
    dataFolder: folder,
    port: 0,
    clock: () => new Date(now),
    limits: { wrongTokensPerMinute: 3, sessionsOpen: 20 },
  });
});
beforeEach(() => {
  now = start;
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  fetch(service.url + path, { method, headers, signal: AbortSignal.timeout(20_000) });
const records = (headers: Readonly<Record<string, string>>) => ask('/v1/records', headers);
const session = (cookie: string) => ask('/insights/session', { cookie });
/** A client's address, as a proxy on this machine reports it. */
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('signing in with the token', () => {
  it('gives a session that reads what the token does, and its cookie is for HTTP and this site alone', async () => {
    const answer = await signIn(service.url, tokenOf(service));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(sessionSchema.strict().parse(await answer.json())).toEqual({
      name: 'token',
      roles: ['analyst', 'engineer', 'officer'],
      until: new Date(start + HOUR).toISOString(),
    });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^candor-insights=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    const cookie = cookieOf(answer)!;
    expect((await records({ cookie })).status).toBe(200);
    expect(await (await session(cookie)).json()).toMatchObject({ name: 'token' });
  });

  it.each([
    ['over TLS at a trusted proxy', { 'x-forwarded-proto': 'https' }, true],
    ['over TLS at the proxy that is nearest', { 'x-forwarded-proto': 'http, https' }, true],
    ['over TLS as the client alone says', { 'x-forwarded-proto': 'https, http' }, false],
  ])('%s makes the cookie Secure or not', async (_, headers, isSecure) => {
    const answer = await signIn(service.url, tokenOf(service), headers);
    expect(answer.headers.getSetCookie()[0]?.includes('; Secure')).toBe(isSecure);
  });

  it('is refused with a token that is none, and nothing is set', async () => {
    const nearly = tokenOf(service).replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const [index, token] of ['', 'x', nearly].entries()) {
      const answer = await signIn(service.url, token, from(`203.0.113.${index}`));
      expect([token, answer.status]).toEqual([token, 401]);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await answer.text()).toContain('not the token');
    }
  });

  it.each([[{}], [{ token: 7 }], [{ token: 'x', more: 1 }], [[]]])(
    'is refused with the body %j',
    async (body) => {
      const answer = await fetch(`${service.url}/insights/session`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      expect(answer.status).toBe(400);
    },
  );

  it('begins a session of its own, and ends the one that the browser had', async () => {
    const before = await sessionOf(service);
    const answer = await signIn(service.url, tokenOf(service), { cookie: before });
    expect(cookieOf(answer)).not.toBe(before);
    expect((await session(before)).status).toBe(401);
    expect((await session(cookieOf(answer)!)).status).toBe(200);
  });

  it('is refused for another site’s page', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ]) {
      const answer = await signIn(service.url, tokenOf(service), headers);
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });
});

describe('wrong tokens', () => {
  it('of one address are held off, whichever way they come, and keep nobody else out', async () => {
    const guesser = from('198.51.100.7');
    const statuses: number[] = [];
    for (let guess = 0; guess < 4; guess += 1) {
      statuses.push((await signIn(service.url, `${guess}`, guesser)).status);
      statuses.push((await records({ authorization: `Bearer ${guess}`, ...guesser })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
    const held = await signIn(service.url, 'x', guesser);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    // Clients that share the guesser's address, and others.
    for (const address of ['198.51.100.7', '198.51.100.8']) {
      expect((await signIn(service.url, tokenOf(service), from(address))).status).toBe(200);
      const authorization = `Bearer ${tokenOf(service)}`;
      expect((await records({ authorization, ...from(address) })).status).toBe(200);
    }
  });

  it('of one IPv6 network are counted together', async () => {
    const statuses: number[] = [];
    for (let host = 1; host <= 4; host += 1)
      statuses.push((await signIn(service.url, 'x', from(`2001:db8::${host}`))).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  it('beside a good session are refused, as whoever sends both means the token', async () => {
    const cookie = await sessionOf(service);
    const answer = await records({ cookie, authorization: 'Bearer x', ...from('192.0.2.9') });
    expect(answer.status).toBe(401);
  });
});

describe('a session', () => {
  it('ends an hour after the last request, and goes on with each', async () => {
    const cookie = await sessionOf(service);
    now += HOUR - 1;
    expect((await records({ cookie })).status).toBe(200);
    now += HOUR - 1;
    expect((await records({ cookie })).status).toBe(200);
    now += HOUR;
    const answer = await records({ cookie });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('this session has ended');
    now = start;
    expect((await records({ cookie })).status).toBe(401);
  });

  it('ends after twelve hours, however busy', async () => {
    const cookie = await sessionOf(service);
    let until = '';
    for (let hours = 0; hours < 12; hours += 0.5) {
      now = start + hours * HOUR;
      const answer = await session(cookie);
      expect([hours, answer.status]).toEqual([hours, 200]);
      ({ until } = sessionSchema.parse(await answer.json()));
    }
    expect(until).toBe(new Date(start + 12 * HOUR).toISOString());
    now = start + 12 * HOUR;
    expect((await session(cookie)).status).toBe(401);
  });

  it('is not made longer by a clock that is set back', async () => {
    const cookie = await sessionOf(service);
    now -= 1;
    expect((await session(cookie)).status).toBe(401);
  });

  it('ends at the service by signing out: its cookie lets nobody in any more', async () => {
    const cookie = await sessionOf(service);
    const other = await sessionOf(service);
    const same = { cookie, 'sec-fetch-site': 'same-origin' };
    const out = await ask('/insights/session', same, 'DELETE');
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^candor-insights=; Max-Age=0; Path=\/;/);
    expect((await session(cookie)).status).toBe(401);
    expect((await records({ cookie })).status).toBe(401);
    expect((await session(other)).status).toBe(200);
  });

  it.each([
    ['forged', `candor-insights=${'A'.repeat(43)}`],
    ['empty', 'candor-insights='],
    ['no cookie at all', 'theme=dark'],
    ['endless', `candor-insights=${'A'.repeat(4000)}`],
    ['out of the language’s depths', 'candor-insights=__proto__'],
  ])('whose cookie is %s is none', async (_, cookie) => {
    for (const path of ['/v1/records', '/v1/crashes', '/insights/session']) {
      const answer = await ask(path, { cookie });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(Object.keys((await answer.json()) as object)).toEqual(['error', 'message']);
    }
  });

  it('is one of so many, of which the oldest ends', async () => {
    const first = await sessionOf(service);
    now += 1;
    const second = await sessionOf(service);
    for (let count = 0; count < 19; count += 1) await sessionOf(service);
    expect((await session(first)).status).toBe(401);
    expect((await session(second)).status).toBe(200);
  });
});

describe('a request that changes something, with the cookie alone,', () => {
  it.each([
    [{}],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'own' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:1' }],
  ])('is refused from %j', async (headers: Record<string, string>) => {
    const cookie = await sessionOf(service);
    const sent = headers['origin'] === 'own' ? { ...headers, origin: service.url } : headers;
    const answer = await ask('/insights/session', { cookie, ...sent }, 'DELETE');
    expect(answer.status).toBe(403);
    expect((await session(cookie)).status).toBe(200);
  });

  it('is done for a page of this origin, also behind a proxy that tells its own name', async () => {
    for (const headers of [
      { origin: service.url },
      { 'sec-fetch-site': 'same-origin', origin: 'https://insights.contoso.com' },
      { origin: 'https://insights.contoso.com', 'x-forwarded-host': 'insights.contoso.com' },
    ]) {
      const cookie = await sessionOf(service);
      const answer = await ask('/insights/session', { cookie, ...headers }, 'DELETE');
      expect(answer.status).toBe(204);
    }
  });
});

it('other ways to sign in are told; there are none', async () => {
  const answer = await ask('/insights/session/providers');
  expect(await answer.json()).toEqual({ openIdConnect: null });
});
