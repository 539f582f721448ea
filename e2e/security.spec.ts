import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from 'playwright';
import { callNames } from '../contract/channels.ts';
import { expect, outboxFiles, test, timesLogged } from './fixtures/candor.ts';
import { startCommand } from './fixtures/launch.ts';
import { failInWindow } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { addContact, signIn, signOut, write } from './fixtures/talking.ts';

test('a window can’t navigate away, open another, or reach the network', async ({
  start,
  wire,
}) => {
  const { window, app } = await start();
  const place = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
  expect(await place()).toBe('app://candor/index.html');
  const opened = await window.evaluate((url) => {
    location.href = url;
    return globalThis.open(url) === null;
  }, wire.url);
  expect(opened).toBe(true);
  const fetched = await window.evaluate(
    (url) =>
      fetch(url, { method: 'POST', body: 'leak' }).then(
        () => 'left',
        () => 'refused',
      ),
    wire.url,
  );
  expect(fetched).toBe('refused');
  expect(await place()).toBe('app://candor/index.html');
  expect(app.windows()).toHaveLength(1);
  const own = new Set(['POST /v1/records', 'GET /v1/keys']);
  expect(wire.sent.filter(({ method, path }) => !own.has(`${method} ${path}`))).toEqual([]);
});

test('a page sees what the preload exposes, and no Node', async ({ start }) => {
  const { window } = await start();
  const seen = await window.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    api: Object.keys((globalThis as unknown as { candor: object }).candor).sort(),
  }));
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    api: [...callNames, 'on'].sort(),
  });
});

test('permissions are denied, but for the microphone and the way to a pool nearby', async ({
  start,
}) => {
  const { window } = await start();
  const states = await window.evaluate(async () => {
    const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'loopback-network'];
    const answers = asked.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state] as const;
    });
    return Object.fromEntries(await Promise.all(answers));
  });
  expect(states).toEqual({
    geolocation: 'denied',
    notifications: 'denied',
    camera: 'denied',
    microphone: 'granted',
    'loopback-network': 'granted',
  });
});

test('a second start hands over to the first', async ({ start, userData, wire }) => {
  const { app } = await start();
  const second = spawn(...startCommand(`--user-data-dir=${userData}`), {
    env: { ...process.env, CANDOR_TELEMETRY_URL: wire.url },
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  expect(app.windows()).toHaveLength(1);
});

/** What a page that somebody else has got hold of can call. */
interface Compromised {
  readonly candor: Readonly<Record<string, (argument?: unknown) => Promise<{ ok: boolean }>>>;
}
const asPage = (window: Page, name: string, argument?: unknown) =>
  window.evaluate(
    ([called, given]) =>
      (globalThis as unknown as Compromised).candor[called]?.(given) ??
      Promise.reject(new Error('no such call')),
    [name, argument] as const,
  );

test('a page’s word that somebody is signed in lifts no refusal, and opens nobody’s messages', async ({
  start,
  pool,
  userData,
}) => {
  pool.setPolicy({ DisableAutomaticSendTracing: true });
  const { window, quit } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, people.alice);
  await addContact(window, people.bob);
  await write(window, 'for Bob alone');
  await signOut(window);
  const how = { remember: false, automatic: false };
  for (const account of ['x@nowhere.example', people.carol.address, people.alice.address]) {
    const begun = await asPage(window, 'signedIn', { account, password: 'a guess', ...how });
    expect([account, begun.ok]).toEqual([account, false]);
    expect((await asPage(window, 'listConversations')).ok).toBe(false);
  }
  // Somebody whom the pool does confirm, and whose organisation allows it.
  const { address: account, password } = people.carol;
  expect((await asPage(window, 'signedIn', { account, password, ...how })).ok).toBe(true);
  await asPage(window, 'signedOut');
  await failInWindow(window, 'after all that');
  await expect.poll(() => timesLogged(userData, 'after all that')).toBeGreaterThan(0);
  for (const category of ['usage', 'error']) expect(outboxFiles(userData, category)).toEqual([]);
  await quit();
});
