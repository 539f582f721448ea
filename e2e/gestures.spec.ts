import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { call, callBar, callSwitches, hangUp, lookElsewhere } from './fixtures/calling.ts';
import { expect, test } from './fixtures/candor.ts';
import { asPage, askStun, clickByScript, watchOutside } from './fixtures/compromised.ts';
import { openOptions, openViewer, optInName } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { addContact, signIn, write } from './fixtures/talking.ts';

const { alice, bob } = people;
const DENIED = 1;
const ALLOWED = 0;
const LINK = 'https://contoso.example/plan';

/** A server that counts datagrams, whatever they contain. */
async function listenForDatagrams() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  let heard = 0;
  socket.on('message', () => {
    heard += 1;
  });
  await once(socket, 'listening');
  const { port } = socket.address();
  return { port, heard: () => heard, close: () => socket.close() };
}

test('a page opens no web page without a person’s hand, however often it asks', async ({
  start,
}) => {
  const { app, window } = await start();
  const outside = await watchOutside(app, DENIED);
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, at) =>
      asPage(window, 'openLink', { url: `https://attacker.example/${at}` }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toEqual([]);
  const { opened, asked } = await outside();
  expect(opened).toEqual([]);
  // One question, for people who use assistive technology, whose actions are no input; not three hundred.
  expect(asked).toHaveLength(1);
});

test('a link opens at a click and at Enter, once for each, and at a click by script not at all', async ({
  start,
  pool,
}) => {
  const { app, window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, alice);
  await addContact(window, bob);
  await write(window, `see ${LINK}`);
  const outside = await watchOutside(app, DENIED);
  const link = window.getByRole('button', { name: LINK, exact: true });
  await link.click();
  await expect.poll(async () => (await outside()).opened).toEqual([LINK]);
  // The click is used up.
  expect((await asPage(window, 'openLink', { url: 'https://attacker.example/' })).ok).toBe(false);
  await link.focus();
  await window.keyboard.press('Enter');
  await expect.poll(async () => (await outside()).opened).toEqual([LINK, LINK]);
  await clickByScript(window, LINK);
  await asPage(window, 'getView');
  expect((await outside()).opened).toEqual([LINK, LINK]);
});

test('who acts by assistive technology, which is no input, is asked, and the page opens if they say so', async ({
  start,
}) => {
  const { app, window } = await start();
  const outside = await watchOutside(app, ALLOWED);
  expect((await asPage(window, 'openLink', { url: LINK })).ok).toBe(true);
  const { opened, asked } = await outside();
  expect(opened).toEqual([LINK]);
  expect(asked).toHaveLength(1);
});

test('no datagram leaves for a page that says it is in a call, signed in or not, and none after a call', async ({
  start,
  pool,
}) => {
  test.slow();
  const stun = await listenForDatagrams();
  const env = { CANDOR_POOL_URL: pool.url };
  const { app, window } = await start({ env, args: callSwitches });
  const invented = {
    id: crypto.randomUUID(),
    peer: bob.address,
    direction: 'Outgoing',
    phase: 'active',
    isMuted: false,
    isHeld: false,
    isHeldByPeer: false,
  };
  const tryIt = async () => {
    await asPage(window, 'tellCall', invented);
    const { ok } = await asPage(window, 'allowPeers', true);
    await askStun(window, stun.port);
    return ok;
  };
  // Nobody is signed in, or there is no call, or the window has none: then a press or a yes is not enough.
  await watchOutside(app, ALLOWED);
  expect(await tryIt()).toBe(false);
  await signIn(window, alice);
  await addContact(window, bob);
  expect((await asPage(window, 'allowPeers', true)).ok).toBe(false);
  const viewer = await openViewer(app, window);
  expect((await asPage(viewer, 'tellCall', invented)).ok).toBe(false);
  expect((await asPage(viewer, 'allowPeers', true)).ok).toBe(false);
  await askStun(viewer, stun.port);
  await viewer.close();
  await watchOutside(app, DENIED);
  // What the person last pressed was for something else, and is used up or long ago.
  await asPage(window, 'openLink', { url: LINK });
  expect(await tryIt()).toBe(false);
  expect(stun.heard()).toBe(0);

  const other = await start({ env, args: callSwitches, userData: test.info().outputPath('bob') });
  await signIn(other.window, bob);
  await asPage(window, 'tellCall', { ...invented, phase: 'ended', outcome: 'cancelled' });
  await call(window, bob.displayName);
  await expect(callBar(window, bob.displayName)).toContainText('Ringing…');
  // In a call that a person began, the way is open: earlier attempts would have arrived too.
  await askStun(window, stun.port);
  await expect.poll(stun.heard).toBeGreaterThan(0);
  await hangUp(window, bob.displayName);
  await expect(callBar(window, bob.displayName)).toBeHidden();
  // The main process learns of a call's end from its window, and Chromium a moment later that the way is shut.
  await expect(async () => {
    const before = stun.heard();
    await askStun(window, stun.port);
    expect(stun.heard()).toBe(before);
  }).toPass({ timeout: 30_000 });
  stun.close();
});

test('a page says no yes in the person’s place: neither to error reports nor to what else leaves or is deleted', async ({
  start,
}) => {
  const { app, window } = await start();
  await watchOutside(app, DENIED);
  const { value } = (await asPage(window, 'getView')) as { value: { options: object } };
  const refused: [string, unknown][] = [
    ['saveOptions', { ...value.options, errorReports: true }],
    ['saveOptions', { ...value.options, memoryDumps: 'always' }],
    ['saveOptions', { ...value.options, logging: 'Full' }],
    ['saveOptions', { ...value.options, startWithSystem: true }],
    ['saveOptions', { ...value.options, eventLog: true }],
    ['saveOptions', { ...value.options, eraseSent: true }],
    ['answerCrash', { id: crypto.randomUUID(), send: true, always: false }],
    ['answerCrash', { id: crypto.randomUUID(), send: true, always: true }],
    ['sendProblem', crypto.randomUUID()],
    ['clearHistory', undefined],
    ['eraseErrors', undefined],
    ['meetNow', undefined],
    ['joinByLink', 'https://pool.example/join/abcd-efgh-jkmn'],
    ['joinOtherMeeting', undefined],
    ['askMeetingPool', undefined],
    ['findPool', { account: 'alice@attacker.example' }],
    ['usePool', { address: 'attacker.example', account: null }],
    ['commandCall', 'answer'],
  ];
  for (const [name, argument] of refused)
    expect([name, (await asPage(window, name, argument)).ok]).toEqual([name, false]);
  const dialog = await openOptions(window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).not.toBeChecked();
  // What a person does, and what only revokes, is done at once.
  await dialog.getByRole('checkbox', { name: optInName }).check();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toBeHidden();
  await lookElsewhere(app);
  expect((await asPage(window, 'saveOptions', value.options)).ok).toBe(true);
});
