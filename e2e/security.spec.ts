import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { callNames } from '../contract/channels.ts';
import { expect, test } from './fixtures/candor.ts';
import { startCommand } from './fixtures/launch.ts';

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
