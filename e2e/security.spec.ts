import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { callNames } from '../contract/ipc.ts';
import { en } from '../contract/text/en.ts';
import { expect, outboxFiles, test, timesLogged } from './fixtures/candor.ts';
import { asPage } from './fixtures/compromised.ts';
import { startCommand } from './fixtures/launch.ts';
import { failInWindow } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { createPoolRelay } from './fixtures/poolRelay.ts';
import { addContact, fillIn, rowOf, signIn, signOut, write } from './fixtures/talking.ts';

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
  // The sign by which the second knows that it was heard.
  expect(readdirSync(userData).filter((name) => name.startsWith('answer-'))).toEqual([]);
});

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
    expect([account, begun]).toEqual([account, { ok: true, value: null }]);
    expect((await asPage(window, 'listConversations')).ok).toBe(false);
  }
  // Somebody whom the pool does confirm, and whose organisation allows it.
  const { address: account, password } = people.carol;
  const confirmed = await asPage(window, 'signedIn', { account, password, ...how });
  expect(confirmed.value).toMatchObject({ account });
  await asPage(window, 'signedOut');
  await failInWindow(window, 'after all that');
  await expect.poll(() => timesLogged(userData, 'after all that')).toBeGreaterThan(0);
  for (const category of ['usage', 'error']) expect(outboxFiles(userData, category)).toEqual([]);
  await quit();
});

test('who is signed in by the window alone is told so and what to do, and their messages stay closed', async ({
  start,
  pool,
  userData,
}) => {
  let isConfirming = true;
  // A page names its origin; the main process, which is not a page, does not.
  const relay = await createPoolRelay(
    pool.url,
    ({ headers }) => isConfirming || headers.origin !== undefined,
  );
  const env = { CANDOR_POOL_URL: relay.url };
  const first = await start({ env });
  await signIn(first.window, people.alice);
  await addContact(first.window, people.bob);
  await write(first.window, 'for Bob alone');
  await signOut(first.window);
  await first.quit();
  // An earlier confirmation on this device would be enough.
  rmSync(join(userData, 'password-verifiers.json'));
  isConfirming = false;
  const { window } = await start({ env });
  await fillIn(window, people.alice.address, people.alice.password);
  const submit = window.getByRole('button', { name: en.signIn.submit, exact: true });
  await submit.click();
  const alert = window.getByRole('alert').filter({ hasText: 'could not make sure of that' });
  await expect(alert).toContainText('tell your administrator');
  expect(await asPage(window, 'listConversations')).toMatchObject({ ok: false });
  isConfirming = true;
  await submit.click();
  await expect(rowOf(window, people.bob.displayName)).toContainText('for Bob alone');
  await relay.close();
});
