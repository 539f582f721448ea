import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminRefusal } from '../../../contract/admin/problems.ts';
import { adminRoles, holds } from '../../../contract/admin/roles.ts';
import { createBrowser, type TestAdministrator } from '../testing/administrator.ts';
import { signIn } from '../testing/signedIn.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';
import { routeRoles } from './routeRoles.ts';

let pool: TestPool;
const people = new Map<string, TestAdministrator['ask']>();

beforeAll(async () => {
  pool = await startPool();
  people.set('nobody', createBrowser(pool));
  for (const role of adminRoles) people.set(role, (await signIn(pool, `the-${role}`, role)).ask);
});
afterAll(() => pool.remove());

/** Such a route for something that is not there, so that who may use it changes nothing. */
const addressOf = (route: string): readonly [string, string] => {
  const [method = '', path = ''] = route.split(' ');
  return [method, path.replaceAll(/:\w+/g, 'nothing')];
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

// Whoever signs out has no session for what comes after.
const routes = Object.entries(routeRoles).sort(
  ([a], [b]) =>
    Number(a.startsWith('DELETE /admin/v1/session')) -
    Number(b.startsWith('DELETE /admin/v1/session')),
);

test.each(routes)('%s is for the role %s, and those that hold it', async (route, needed) => {
  const [method, path] = addressOf(route);
  for (const [role, ask] of people) {
    const answer = await ask(method, path, method === 'GET' ? undefined : {});
    const known = adminRoles.find((one) => one === role);
    const text = await answer.text();
    const refusal = adminRefusal.safeParse(text === '' ? {} : jsonOf(text));
    const why = refusal.success ? refusal.data.problem?.kind : undefined;
    const is = `${role}: ${answer.status} ${why ?? ''}`;
    if (needed === 'anyone' || (known && holds(known, needed)))
      expect(['signedOut', 'role'].includes(why ?? '') || answer.status === 403, is).toBe(false);
    else if (known) expect([answer.status, why], is).toEqual([403, 'role']);
    else expect([answer.status, why], is).toEqual([401, 'signedOut']);
  }
});

test('what is no route is found by nobody, and told to nobody apart', async () => {
  for (const [, ask] of people) expect((await ask('GET', '/admin/v1/nothing')).status).toBe(404);
});

test('a session cookie of another form, or of another time, lets nobody pass', async () => {
  for (const cookie of [
    'candor-admin=',
    'candor-admin=../../x',
    'candor-admin=' + 'A'.repeat(43),
  ]) {
    const answer = await fetch(`${pool.url}/admin/v1/accounts`, { headers: { cookie } });
    expect(answer.status).toBe(401);
  }
});
