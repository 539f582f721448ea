import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, timesLogged } from './fixtures/candor.ts';
import { failInMain, failInWindow, optIn } from './fixtures/person.ts';
import { people, withPerson } from './fixtures/pool.ts';
import { addContact, bubble, delivered, fillIn, signIn, write } from './fixtures/talking.ts';

const { alice } = people;

/** What must be nowhere: a message, a contact's name and address, the password. */
const canaries = {
  message: 'canary-message-7f3a',
  reply: 'canary-reply-91bc',
  name: 'Canaryname Zebulon',
  address: 'canary.peer@contoso.com',
  password: 'canary-password-55de',
};

test('what people say, whom they say it to and by which password is in no record, no store and no log', async ({
  start,
  service,
  wire,
  pool,
  folder,
  userData,
}) => {
  const peer = { address: canaries.address, displayName: canaries.name, password: 'peer’s own' };
  const me = { ...alice, password: canaries.password };
  pool.change((data) => withPerson(withPerson(data, peer), me));
  const { window, app, quit } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await optIn(window);
  await fillIn(window, me.address, `${canaries.password}-wrong`);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(window.getByText(/password/i).first()).toBeVisible();
  await signIn(window, me);
  await addContact(window, peer);

  await write(window, canaries.message);
  await expect(bubble(window, canaries.message)).toContainText('Not delivered');
  const other = await start({
    userData: join(folder, 'peer'),
    env: { CANDOR_POOL_URL: pool.url },
  });
  await signIn(other.window, peer);
  await write(window, `${canaries.message} again`);
  await expect(delivered(bubble(window, `${canaries.message} again`))).toBeVisible();
  await addContact(other.window, me);
  await write(other.window, canaries.reply);
  await expect(bubble(window, canaries.reply)).toBeVisible();

  await failInWindow(window, `no answer from ${canaries.address}: password=${canaries.password}`);
  await failInMain(app, `sip:${canaries.address} did not answer`);
  await pool.stop();
  await expect.poll(() => timesLogged(userData, 'RangeError')).toBe(1);
  const names = () => service.received('error').then((all) => all.map(({ name }) => name));
  await expect
    .poll(async () => [...new Set(await names())].sort())
    .toEqual(expect.arrayContaining(['connectionLoss', 'exception', 'messageFailure']));
  await quit();

  const logs = globSync('**/*.log', { cwd: folder }).map((file) => join(folder, file));
  const seen = {
    wire: wire.sent.map(({ text }) => text).join('\n'),
    store: service.storedBytes().toString('latin1'),
    logs: logs.map((file) => readFileSync(file, 'utf8')).join('\n'),
  };
  expect(logs.length).toBeGreaterThan(0);
  for (const [place, text] of Object.entries(seen))
    for (const canary of Object.values(canaries))
      expect(text.includes(canary), `${canary} in ${place}`).toBe(false);
});
