import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answer,
  call,
  callBar,
  callSwitches,
  hangUp,
  keepConnections,
  secondsConnected,
} from './fixtures/calling.ts';
import { expect, test } from './fixtures/candor.ts';
import { optIn } from './fixtures/person.ts';
import { people, withPerson } from './fixtures/pool.ts';
import { addContact, rowOf, signIn } from './fixtures/talking.ts';

const { alice } = people;
/** The person whose name and address must be nowhere. */
const peer = {
  address: 'canary.callee@contoso.com',
  displayName: 'Canaryname Zebulon',
  password: 'their own',
};

test('calls and their minutes are counted as the connection’s clock has them, and failed ones recorded, without a name', async ({
  start,
  pool,
  folder,
  service,
  wire,
}) => {
  test.slow();
  pool.change((data) => withPerson(data, peer));
  const env = { CANDOR_POOL_URL: pool.url };
  const { window, quit } = await start({ env, args: callSwitches });
  await optIn(window);
  await signIn(window, alice);
  await addContact(window, peer);
  await keepConnections(window);
  await call(window, peer.displayName);
  await expect(callBar(window, peer.displayName)).toContainText('is not signed in');

  const userData = join(folder, 'peer');
  const other = await start({ env, args: callSwitches, userData });
  await signIn(other.window, peer);
  await call(window, peer.displayName);
  await answer(other.window);
  await expect(callBar(window, peer.displayName)).toContainText('0:03');
  await hangUp(window, peer.displayName);
  await expect(callBar(window, peer.displayName)).toBeHidden();
  const first = await secondsConnected(window);

  await call(window, peer.displayName);
  await answer(other.window);
  await expect(callBar(window, peer.displayName)).toContainText('0:03');
  await other.kill();
  await expect(callBar(window, peer.displayName)).toContainText('broke off', { timeout: 60_000 });
  const second = await secondsConnected(window);
  const failures = async () =>
    (await service.received('error')).filter(({ name }) => name === 'callFailure');
  await expect.poll(async () => (await failures()).length).toBe(2);
  await quit();

  const again = await start({ env, args: callSwitches });
  await signIn(again.window, alice);
  await expect(rowOf(again.window, peer.displayName)).toContainText('You called');
  const counted = async (what: string) =>
    (await service.received('usage')).reduce(
      (sum, { fields }) => sum + Number(fields[what] ?? 0),
      0,
    );
  await expect.poll(() => counted('callsMade')).toBe(3);
  // Reported to the tenth of a minute.
  expect(Math.abs((await counted('callMinutes')) * 60 - first - second)).toBeLessThan(4);

  const fields = (await failures()).map((record) => record.fields);
  const byCode = new Map(fields.map((found) => [found['errorCode'], found]));
  expect([...byCode.keys()].sort()).toEqual(['480', 'RTP Timeout']);
  const [absent, broken] = [byCode.get('480'), byCode.get('RTP Timeout')];
  expect(absent).toMatchObject({ messageDirection: 'Outgoing', conversationState: 'Idle' });
  expect(broken?.['conversationThreadId']).toBe(absent?.['conversationThreadId']);
  for (const measure of ['roundTrip', 'jitter', 'packetLoss'])
    expect(typeof broken?.[measure], measure).toBe('number');

  const logs = globSync('**/*.log', { cwd: folder }).map((file) => join(folder, file));
  const seen = {
    wire: wire.sent.map(({ text }) => text).join('\n'),
    store: service.storedBytes().toString('latin1'),
    logs: logs.map((file) => readFileSync(file, 'utf8')).join('\n'),
  };
  for (const [place, text] of Object.entries(seen))
    for (const canary of [peer.address, 'Zebulon', 'Fake Audio', 'Fake Default'])
      expect(text.includes(canary), `${canary} in ${place}`).toBe(false);
});
