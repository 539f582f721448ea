import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, timesLogged } from './fixtures/candor.ts';
import { failInMain, failInWindow, optIn } from './fixtures/person.ts';
import { people, withPerson } from './fixtures/pool.ts';
import { requestLines, signIn as registerBy } from '../service/pool/testing/dialog.ts';
import { createRawPhone } from '../service/pool/testing/phone.ts';
import type { StoredRecord } from './fixtures/telemetryService.ts';
import { addContact, bubble, delivered, fillIn, signIn, write } from './fixtures/talking.ts';

const { alice, carol } = people;

/** What must be nowhere: a message, a contact's name and address, the password. */
const canaries = {
  message: 'canary-message-7f3a',
  reply: 'canary-reply-91bc',
  name: 'Canaryname Zebulon',
  address: 'canary.peer@contoso.com',
  password: 'canary-password-55de',
};

/** The errors that the two should have reported. */
const kinds = [
  'connectionLoss of 2',
  'exception of 1',
  'messageFailure Incoming of 1',
  'messageFailure Outgoing of 1',
];

function kindsOf(records: readonly StoredRecord[]): readonly string[] {
  const people = new Map<string, Set<unknown>>();
  for (const { name, fields } of records) {
    const kind = [name, fields['messageDirection']].filter(Boolean).join(' ');
    people.set(kind, (people.get(kind) ?? new Set()).add(fields['userId']));
  }
  return [...people].map(([kind, { size }]) => `${kind} of ${size}`).sort();
}

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
  await optIn(other.window);
  await signIn(other.window, peer);
  await write(window, `${canaries.message} again`);
  await expect(delivered(bubble(window, `${canaries.message} again`))).toBeVisible();
  await addContact(other.window, me);
  await write(other.window, canaries.reply);
  await expect(bubble(window, canaries.reply)).toBeVisible();

  const phone = await createRawPhone(pool.url.replace('http', 'ws'));
  await registerBy(phone, carol.address, carol.password);
  phone.say(
    requestLines({
      method: 'MESSAGE',
      uri: `sip:${me.address}`,
      branch: 'c',
      callId: 'c',
      cseq: 1,
      from: `<sip:${carol.address}>;tag=c`,
      to: `<sip:${me.address}>`,
      more: ['Content-Type: text/html'],
    }),
    `<p>${canaries.message}</p>`,
  );
  await phone.receive('SIP/2.0 415');
  phone.socket.terminate();
  await failInWindow(window, `no answer from ${canaries.address}: password=${canaries.password}`);
  await failInMain(app, `sip:${canaries.address} did not answer`);
  await pool.stop();
  await expect.poll(() => timesLogged(userData, 'RangeError')).toBe(1);
  await expect.poll(async () => kindsOf(await service.received('error'))).toEqual(kinds);
  await quit();

  const logs = globSync('**/*.log', { cwd: folder }).map((file) => join(folder, file));
  const seen = {
    // A person's own account is sent as such, until the service hashes it; no account is sent as a contact's.
    wire: wire.sent.map(({ text }) => text.replace(/"userId":"[^"]*"/g, '')).join('\n'),
    store: service.storedBytes().toString('latin1'),
    logs: logs.map((file) => readFileSync(file, 'utf8')).join('\n'),
  };
  expect(logs.length).toBeGreaterThan(0);
  for (const [place, text] of Object.entries(seen))
    for (const canary of [...Object.values(canaries), me.address])
      expect(text.includes(canary), `${canary} in ${place}`).toBe(false);
});
