import { join } from 'node:path';
import { en } from '../contract/text/en.ts';
import { expect, test } from './fixtures/candor.ts';
import { people } from './fixtures/pool.ts';
import { createPoolRelay } from './fixtures/poolRelay.ts';
import { addContact, bubble, delivered, signIn, write } from './fixtures/talking.ts';

/** How long Candor waits for two answers before it considers a silent pool gone, with room to spare. */
const NOTICED = { timeout: 40_000 };

test('a device that wakes finds that its connection died while it slept, and signs in anew by itself', async ({
  start,
  pool,
  folder,
}) => {
  const relay = await createPoolRelay(pool.url);
  const { app, window } = await start({ env: { CANDOR_POOL_URL: relay.url } });
  const connections = () => relay.asked.filter(({ method }) => method === 'WebSocket').length;
  await signIn(window, people.alice);
  await addContact(window, people.bob);
  expect(connections()).toBe(1);

  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  relay.swallow();
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect.poll(connections, NOTICED).toBe(2);
  const bobs = await start({
    userData: join(folder, 'bob'),
    env: { CANDOR_POOL_URL: pool.url },
  });
  await signIn(bobs.window, people.bob);
  await write(window, 'Awake again');
  await expect(delivered(bubble(window, 'Awake again'))).toBeVisible();
  await relay.close();
});

test('what was just counted when a device falls asleep is kept, though its battery runs out', async ({
  start,
  service,
}) => {
  const { app } = await start();
  const closed = app.waitForEvent('close');
  // In one turn, at whose end it would be stored in any case.
  const counted = app.evaluate(({ Menu, powerMonitor }, help) => {
    const menus = Menu.getApplicationMenu()?.items ?? [];
    const items = menus.flatMap(({ submenu }) => submenu?.items ?? []);
    items.find(({ label }) => label === help)?.click();
    powerMonitor.emit('suspend');
    process.kill(process.pid, 'SIGKILL');
  }, en.menu.whatIsSent);
  await Promise.all([closed, expect(counted).rejects.toThrow()]);

  await start();
  await expect
    .poll(async () => (await service.received('usage')).map(({ fields }) => fields['featureUse']))
    .toContainEqual({ help: 1 });
});
