import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsAnswer } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { adminRefusal } from '../../../contract/admin/problems.ts';
import { adminSession, enrolmentOffer } from '../../../contract/admin/session.ts';
import {
  adminPassword,
  codeAt,
  createBrowser,
  makeAdministrator,
  type TestAdministrator,
} from '../testing/administrator.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';
import { ADMINISTRATORS_FILE, openAdministrators } from './administrators.ts';

const MINUTE = 60_000;

let pool: TestPool;
let anna: TestAdministrator;
/** The pool's clock, and that of whoever signs in. */
let time: number;
const now = () => time;

beforeEach(async () => {
  time = Date.parse('2026-11-30T10:00:10Z');
  pool = await startPool({ now });
  anna = await makeAdministrator(pool, 'anna', 'owner', now);
});
afterEach(() => pool.remove());

const problemOf = async (response: Response) => adminRefusal.parse(await response.json()).problem;

describe('an administrator', () => {
  test('signs in by password and code, is told who they are, and signs out', async () => {
    const response = await anna.signIn();
    expect(response.status).toBe(200);
    const session = adminSession.parse(await response.json());
    expect(session).toEqual({ name: 'anna', role: 'owner', until: '2026-11-30T10:30:10.000Z' });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^candor-admin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(adminSession.parse(await (await anna.ask('GET', adminPaths.session)).json())).toEqual(
      session,
    );
    expect((await anna.ask('DELETE', adminPaths.session)).status).toBe(204);
    const after = await anna.ask('GET', adminPaths.session);
    expect([after.status, await problemOf(after)]).toEqual([401, { kind: 'signedOut' }]);
  });

  test('who was removed finds no session again, though somebody of that name comes after', async () => {
    const ben = await makeAdministrator(pool, 'ben', 'owner', now);
    expect((await ben.signIn()).status).toBe(200);
    const store = openAdministrators(join(pool.folder, 'pool', ADMINISTRATORS_FILE), now);
    store.remove('ben');
    store.close();
    time += MINUTE;
    await makeAdministrator(pool, 'ben', 'helpdesk', now);
    expect((await ben.ask('GET', adminPaths.session)).status).toBe(401);
  });

  test('lists the accounts, a page at a time, and finds some', async () => {
    await anna.signIn();
    const list = async (query: string) =>
      accountsAnswer.parse(await (await anna.ask('GET', adminPaths.accounts + query)).json());
    const first = await list('?limit=2');
    expect(first).toMatchObject({ total: 3, next: 'bob@contoso.com' });
    const second = await list(`?limit=2&after=${first.next ?? ''}`);
    expect(second.accounts.map(({ address }) => address)).toEqual(['carol@fabrikam.com']);
    expect(second.next).toBeNull();
    expect((await list('?search=CÁROL')).total).toBe(1);
    expect((await list('?organisation=contoso.com')).total).toBe(2);
    expect((await list('?state=disabled')).total).toBe(0);
    expect((await anna.ask('GET', `${adminPaths.accounts}?limit=0`)).status).toBe(400);
  });

  test('is refused with a wrong password, a wrong code or a wrong name, in the same words', async () => {
    const wrong = [
      { password: 'another long phrase' },
      { code: codeAt(anna.totpSecret, time) === '000000' ? '000001' : '000000' },
      { name: 'nobody' },
    ];
    for (const given of wrong) {
      const response = await anna.signIn(given);
      expect([response.status, await problemOf(response)]).toEqual([401, { kind: 'wrong' }]);
    }
  });

  test('is refused with a code that was used, also after the pool started anew', async () => {
    expect((await anna.signIn()).status).toBe(200);
    expect(await problemOf(await anna.signIn())).toEqual({ kind: 'replayed' });
    await pool.stop();
    pool = await startPool({ folder: pool.folder, now });
    const browser = createBrowser(pool);
    const ask = () =>
      browser('POST', adminPaths.session, {
        name: 'anna',
        password: adminPassword,
        code: codeAt(anna.totpSecret, time),
      });
    expect(await problemOf(await ask())).toEqual({ kind: 'replayed' });
    time += 30_000;
    expect((await ask()).status).toBe(200);
  });

  test.each([
    [60, 60],
    [-60, -60],
    [-5, -5],
  ])('whose clock is off by %i minutes is told so', async (off, minutes) => {
    const code = codeAt(anna.totpSecret, time + off * MINUTE);
    expect(await problemOf(await anna.signIn({ code }))).toEqual({ kind: 'clock', minutes });
    const guessed = await anna.signIn({ code, password: 'another long phrase' });
    expect(await problemOf(guessed)).toEqual({ kind: 'wrong' });
  });

  test('has to wait after too many wrong ones, but not in a browser that signed them in before', async () => {
    const stranger = createBrowser(pool);
    const guess = () =>
      stranger('POST', adminPaths.session, { name: 'anna', password: 'guess', code: '123456' });
    expect((await anna.signIn()).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 14 }, guess));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(11);
    const last = await guess();
    expect([last.status, await problemOf(last)]).toEqual([429, { kind: 'wait', seconds: 30 }]);
    expect(last.headers.get('retry-after')).toBe('30');
    time += 30_000;
    expect((await anna.signIn()).status).toBe(200);
  });
});

describe('a session', () => {
  test('ends after half an hour without a request, and after twelve hours in any case', async () => {
    await anna.signIn();
    const status = async () => (await anna.ask('GET', adminPaths.session)).status;
    time += 29 * MINUTE;
    expect(await status()).toBe(200);
    time += 31 * MINUTE;
    expect(await status()).toBe(401);
    expect((await anna.signIn()).status).toBe(200);
    for (let passed = 0; passed < 12 * 60; passed += 20) {
      expect(await status()).toBe(200);
      time += 20 * MINUTE;
    }
    expect(await status()).toBe(401);
  });

  test('ends at once when its administrator is removed, reset, or has another role', async () => {
    const store = openAdministrators(join(pool.folder, 'pool', ADMINISTRATORS_FILE), now);
    const status = async () => (await anna.ask('GET', adminPaths.session)).status;
    await anna.signIn();
    store.setRole('anna', 'helpdesk');
    expect(await status()).toBe(401);
    time += MINUTE;
    await anna.signIn();
    expect(await status()).toBe(200);
    store.remove('anna');
    expect(await status()).toBe(401);
    store.close();
  });

  test('is begun and used by the pool’s own pages alone', async () => {
    const origins = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ];
    const body = { name: 'anna', password: adminPassword, code: codeAt(anna.totpSecret, time) };
    for (const headers of origins)
      expect((await anna.ask('POST', adminPaths.session, body, headers)).status).toBe(403);
    const unknown = await fetch(pool.url + adminPaths.session, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(unknown.status).toBe(403);
    await anna.signIn();
    for (const headers of origins)
      expect((await anna.ask('DELETE', adminPaths.session, undefined, headers)).status).toBe(403);
    expect((await anna.ask('GET', adminPaths.session)).status).toBe(200);
  });
});

describe('a new administrator', () => {
  const offerOf = async (secret: string) =>
    createBrowser(pool)('POST', adminPaths.enrolmentLook, { secret });

  test('enrols once by their link, and is signed in', async () => {
    const store = openAdministrators(join(pool.folder, 'pool', ADMINISTRATORS_FILE), now);
    store.add('ben', 'helpdesk');
    const { secret } = store.addLink('enrol', 'ben');
    const offer = enrolmentOffer.parse(await (await offerOf(secret)).json());
    expect(offer).toMatchObject({ name: 'ben', role: 'helpdesk' });
    expect(offer.totpAddress).toContain(`secret=${offer.totpSecret}`);
    const ben = createBrowser(pool);
    const code = codeAt(offer.totpSecret, time);
    const enrol = (given: object) =>
      ben('POST', adminPaths.enrolment, { secret, password: 'ben’s long phrase', code, ...given });
    expect((await enrol({ password: 'short' })).status).toBe(400);
    const late = codeAt(offer.totpSecret, time - 60 * MINUTE);
    expect(await problemOf(await enrol({ code: late }))).toEqual({ kind: 'clock', minutes: -60 });
    const done = await enrol({});
    expect(adminSession.parse(await done.json())).toMatchObject({ name: 'ben', role: 'helpdesk' });
    expect((await ben('GET', adminPaths.session)).status).toBe(200);
    // The code that enrolled does not sign in as well, and the link is used up.
    const signIn = { name: 'ben', password: 'ben’s long phrase', code };
    expect(await problemOf(await ben('POST', adminPaths.session, signIn))).toEqual({
      kind: 'replayed',
    });
    expect(await problemOf(await enrol({}))).toEqual({ kind: 'link' });
    store.close();
  });

  test('has a link that runs out after three days, and only the last that was made', async () => {
    const store = openAdministrators(join(pool.folder, 'pool', ADMINISTRATORS_FILE), now);
    store.add('ben', 'helpdesk');
    const first = store.addLink('enrol', 'ben');
    const second = store.addLink('enrol', 'ben');
    store.close();
    expect((await offerOf(first.secret)).status).toBe(404);
    expect((await offerOf(second.secret)).status).toBe(200);
    time += 72 * 60 * MINUTE;
    expect((await offerOf(second.secret)).status).toBe(404);
    expect((await offerOf('nonsense')).status).toBe(404);
  });
});
