import { join } from 'node:path';
import { resolveRuntime } from '../runtime/path.js';
import { startKamailio, whyNoKamailio } from '../service/pool/interop/kamailio.ts';
import { passwords } from '../service/pool/testing/startPool.ts';
import {
  answer,
  call,
  callBar,
  callSwitches,
  hangUp,
  hearsOther,
  incomingCall,
  keepConnections,
  loseCandidates,
  lookElsewhere,
  notifications,
} from './fixtures/calling.ts';
import { expect, test as base, type Candor } from './fixtures/candor.ts';
import { closing } from './fixtures/closing.ts';
import { openOptions } from './fixtures/person.ts';
import { people, type Person } from './fixtures/pool.ts';
import { addContact, bubble, rowOf, signIn, signOut } from './fixtures/talking.ts';

const { alice, bob, carol } = people;
const isElectron = resolveRuntime().kind === 'electron';

interface Fixtures {
  /** Somebody signs in on a device of their own, which has a microphone, and adds the other person, if any. */
  sitDown: (
    person: Person,
    other?: Person,
    more?: { readonly args?: readonly string[]; readonly poolUrl?: string },
  ) => Promise<Candor>;
}

const test = base.extend<Fixtures>({
  sitDown: async ({ start, pool, folder }, use) => {
    await use(async (person, other, { args = callSwitches, poolUrl = pool.url } = {}) => {
      const userData = join(folder, person.address);
      const candor = await start({ userData, args, env: { CANDOR_POOL_URL: poolUrl } });
      await signIn(candor.window, person);
      if (other) await addContact(candor.window, other);
      await keepConnections(candor.window);
      return candor;
    });
  },
});

test('two people call, hear each other, mute, hold and hang up, and both histories say so', async ({
  sitDown,
}) => {
  const [{ window: alices }, { window: bobs }] = [
    await sitDown(alice, bob),
    await sitDown(bob, alice),
  ];
  await call(alices, bob.displayName);
  await expect(callBar(alices, bob.displayName)).toContainText('Ringing…');
  await expect(incomingCall(bobs)).toContainText('Alice Archer is calling');
  await answer(bobs);
  await expect(callBar(alices, bob.displayName)).toContainText('Connected');
  await expect(callBar(bobs, alice.displayName)).toContainText('Connected');
  await expect.poll(() => hearsOther(alices)).toBe(true);
  await expect.poll(() => hearsOther(bobs)).toBe(true);

  const own = callBar(alices, bob.displayName);
  await own.getByRole('button', { name: 'Mute the microphone' }).click();
  await expect.poll(() => hearsOther(bobs)).toBe(false);
  expect(await hearsOther(alices)).toBe(true);
  await own.getByRole('button', { name: 'Unmute the microphone' }).click();
  await expect.poll(() => hearsOther(bobs)).toBe(true);

  await own.getByRole('button', { name: 'Put on hold' }).click();
  await expect(own).toContainText('On hold');
  await expect(callBar(bobs, alice.displayName)).toContainText('has put the call on hold');
  await expect.poll(() => hearsOther(alices)).toBe(false);
  await own.getByRole('button', { name: 'Resume the call' }).click();
  await expect(callBar(bobs, alice.displayName)).toContainText('Connected');
  await expect.poll(() => hearsOther(alices)).toBe(true);

  await hangUp(alices, bob.displayName);
  await expect(callBar(alices, bob.displayName)).toBeHidden();
  await expect(callBar(bobs, alice.displayName)).toBeHidden();
  await expect(bubble(alices, 'You called · 0:')).toBeVisible();
  await expect(bubble(bobs, 'Called you · 0:')).toBeVisible();
});

test('who declines is not bothered further, and the caller is told; both histories keep it', async ({
  sitDown,
}) => {
  const { window: alices } = await sitDown(alice, bob);
  const { window: bobs } = await sitDown(bob, alice);
  await call(alices, bob.displayName);
  await incomingCall(bobs).getByRole('button', { name: 'Decline' }).click();
  await expect(incomingCall(bobs)).toBeHidden();
  await expect(callBar(alices, bob.displayName)).toContainText('Bob Baker declined the call.');
  await callBar(alices, bob.displayName).getByRole('button', { name: 'Close' }).click();
  await expect(callBar(alices, bob.displayName)).toBeHidden();
  await expect(bubble(alices, 'Your call was declined')).toBeVisible();
  await expect(bubble(bobs, 'You declined a call')).toBeVisible();
});

test('whoever answers a call sees the conversation with who called, goes on with the call’s controls, and then writes', async ({
  sitDown,
}) => {
  const { window: alices } = await sitDown(alice, bob);
  const { window: bobs } = await sitDown(bob, carol);
  await expect(bobs.getByRole('textbox', { name: 'Write to Carol Cook' })).toBeFocused();
  await call(alices, bob.displayName);
  await incomingCall(bobs).getByRole('button', { name: 'Answer' }).press('Enter');
  await expect(bobs.getByRole('region', { name: alice.displayName, exact: true })).toBeVisible();
  await expect(rowOf(bobs, carol.displayName)).not.toHaveAttribute('aria-current', 'true');
  const bar = callBar(bobs, alice.displayName);
  await expect(bar).toContainText('Connected');
  await expect(bar.getByRole('button', { name: 'Mute the microphone' })).toBeFocused();
  await bobs.keyboard.press('Enter');
  await expect(bar.getByRole('button', { name: 'Unmute the microphone' })).toBeFocused();
  await hangUp(alices, bob.displayName);
  await expect(bar).toBeHidden();
  await expect(bobs.getByRole('textbox', { name: 'Write to Alice Archer' })).toBeFocused();
});

test('a call that nobody took is missed: told of, unread, there after a restart, and called back from there', async ({
  sitDown,
}) => {
  const { window: alices } = await sitDown(alice, bob);
  const bobs = await sitDown(bob, alice);
  await addContact(bobs.window, carol);
  await lookElsewhere(bobs.app);
  await call(alices, bob.displayName);
  await expect(incomingCall(bobs.window)).toBeVisible();
  if (!isElectron)
    await expect.poll(() => notifications(bobs.app)).toEqual(['Alice Archer is calling']);
  await hangUp(alices, bob.displayName);
  await expect(incomingCall(bobs.window)).toBeHidden();
  await expect(bubble(alices, 'You called, and hung up first')).toBeVisible();
  if (!isElectron)
    await expect.poll(() => notifications(bobs.app)).toEqual(['Alice Archer: Missed call']);
  await bobs.quit();

  const { window } = await sitDown(bob);
  const row = rowOf(window, alice.displayName);
  await expect(row).toContainText('Missed call');
  await expect(row.getByLabel('Unread: 1')).toBeVisible();
  await row.click();
  await bubble(window, 'Missed call').getByRole('button', { name: 'Call back' }).click();
  await answer(alices);
  await expect(callBar(window, alice.displayName)).toContainText('Connected');
});

test('who is in a call is busy for others, who are told so; who is away can’t be reached', async ({
  sitDown,
}) => {
  const { window: alices } = await sitDown(alice, bob);
  const { window: bobs } = await sitDown(bob, alice);
  const { window: carols } = await sitDown(carol, alice);
  await addContact(bobs, carol);
  await call(alices, bob.displayName);
  await answer(bobs);
  await expect(callBar(alices, bob.displayName)).toContainText('Connected');
  await call(carols, alice.displayName);
  await expect(callBar(carols, alice.displayName)).toContainText('is in another call');
  await expect(callBar(alices, bob.displayName)).toContainText('Connected');
  await expect(rowOf(alices, carol.address)).toContainText('Missed call');
  await hangUp(bobs, alice.displayName);
  await expect(callBar(alices, bob.displayName)).toBeHidden();

  await signOut(carols);
  await rowOf(bobs, carol.displayName).click();
  await call(bobs, carol.displayName);
  await expect(callBar(bobs, carol.displayName)).toContainText('is not signed in');
});

test('where the microphone is refused, or there is none, that is said, with what to do', async ({
  sitDown,
}) => {
  const { window, app } = await sitDown(alice, bob);
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionCheckHandler(() => false);
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
      answer(false);
    });
  });
  const loaded = window.waitForEvent('load');
  await app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.reload();
  });
  await loaded;
  await rowOf(window, bob.displayName).click();
  await call(window, bob.displayName);
  await expect(callBar(window, bob.displayName)).toContainText('may not use the microphone');
  await expect(callBar(window, bob.displayName)).toContainText('privacy settings');
  await expect(
    callBar(window, bob.displayName).getByRole('button', { name: 'Call again' }),
  ).toBeVisible();
});

test('where there is no microphone, that is said, and nobody is called', async ({ sitDown }) => {
  const { window } = await sitDown(alice, bob, { args: [] });
  const { window: bobs } = await sitDown(bob, alice);
  await window.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('none', 'NotFoundError'));
  });
  await call(window, bob.displayName);
  await expect(callBar(window, bob.displayName)).toContainText('No microphone was found');
  await expect(incomingCall(bobs)).toBeHidden();
  await expect(bubble(window, 'The call failed')).toBeVisible();
});

test('two devices that find no way to each other say so, and the call ends', async ({
  sitDown,
}) => {
  const { window: alices } = await sitDown(alice, bob);
  const { window: bobs } = await sitDown(bob, alice);
  for (const window of [alices, bobs]) await loseCandidates(window);
  await call(alices, bob.displayName);
  await answer(bobs);
  await expect(callBar(alices, bob.displayName)).toContainText('Connecting…');
  await expect(callBar(alices, bob.displayName)).toContainText('no way to each other', {
    timeout: 40_000,
  });
  await expect(bubble(alices, 'The call failed')).toBeVisible();
  await expect(callBar(bobs, alice.displayName)).not.toContainText('Connecting…');
});

test('the controls stay in front while Candor is in the background, if the person wants that', async ({
  sitDown,
}) => {
  const alices = await sitDown(alice, bob);
  const { window: bobs } = await sitDown(bob, alice);
  await call(alices.window, bob.displayName);
  await answer(bobs);
  await expect(callBar(alices.window, bob.displayName)).toContainText('Connected');
  const opening = alices.app.waitForEvent('window');
  await lookElsewhere(alices.app);
  const controls = await opening;
  await expect(controls.getByRole('heading', { name: bob.displayName })).toBeVisible();
  // In the window as it opens, with the frame that the system puts around it: nothing is cut off.
  await expect
    .poll(() =>
      controls.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth <= innerWidth, scrollHeight <= innerHeight];
      }),
    )
    .toEqual([true, true]);
  expect(
    await alices.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((open) => open.isAlwaysOnTop()),
    ),
  ).toEqual([false, true]);
  await controls.getByRole('button', { name: 'Mute the microphone' }).click();
  const own = callBar(alices.window, bob.displayName);
  await expect(own.getByRole('button', { name: 'Unmute the microphone' })).toBeVisible();
  await expect.poll(() => hearsOther(bobs)).toBe(false);
  await closing(controls, () => controls.getByRole('button', { name: 'Show Candor' }).click());

  const opened = alices.app.waitForEvent('window');
  await lookElsewhere(alices.app);
  const again = await opened;
  await closing(again, () => again.getByRole('button', { name: 'Hang up' }).click());
  await expect(callBar(bobs, alice.displayName)).toBeHidden();

  const options = await openOptions(alices.window);
  await options.getByRole('checkbox', { name: /^Show call controls/ }).uncheck();
  await options.getByRole('button', { name: 'OK' }).click();
  await options.waitFor({ state: 'hidden' });
  await call(alices.window, bob.displayName);
  await answer(bobs);
  await expect(own).toContainText('Connected');
  await lookElsewhere(alices.app);
  await hangUp(bobs, alice.displayName);
  await expect(own).toBeHidden();
  expect(alices.app.windows()).toHaveLength(1);
});

test('Options > Audio device shows what the microphone hears, and keeps the devices chosen', async ({
  sitDown,
}) => {
  const { window } = await sitDown(alice);
  const options = await openOptions(window);
  await options.getByRole('tab', { name: 'Audio device' }).click();
  const meter = options.getByRole('meter', { name: 'Level:' });
  await expect
    .poll(async () => Number(await meter.getAttribute('aria-valuenow')))
    .toBeGreaterThan(20);
  await options.getByRole('combobox', { name: 'Microphone:' }).click();
  await window.getByRole('option', { name: /Fake Audio Input 1/ }).click();
  await options.getByRole('combobox', { name: 'Speaker:' }).click();
  await window.getByRole('option', { name: /Fake Audio Output 1/ }).click();
  await options.getByRole('button', { name: 'Play a test sound' }).click();
  await options.getByRole('button', { name: 'OK' }).click();
  await options.waitFor({ state: 'hidden' });
  await openOptions(window);
  await options.getByRole('tab', { name: 'Audio device' }).click();
  await expect(options.getByRole('combobox', { name: 'Microphone:' })).toHaveText(
    /Fake Audio Input 1/,
  );
});

test('people call through Kamailio as through our pool', async ({ sitDown }) => {
  const why = whyNoKamailio();
  test.skip(why !== undefined, why);
  const kamailio = await startKamailio(passwords);
  const poolUrl = kamailio.wsUrl;
  const { window: alices } = await sitDown(alice, bob, { poolUrl });
  const { window: bobs } = await sitDown(bob, alice, { poolUrl });
  await call(alices, bob.displayName);
  await expect(callBar(alices, bob.displayName)).toContainText('Ringing…');
  await answer(bobs);
  const own = callBar(alices, bob.displayName);
  await expect(own).toContainText('Connected');
  await expect.poll(() => hearsOther(alices)).toBe(true);
  await expect.poll(() => hearsOther(bobs)).toBe(true);
  await own.getByRole('button', { name: 'Put on hold' }).click();
  await expect(callBar(bobs, alice.displayName)).toContainText('has put the call on hold');
  await own.getByRole('button', { name: 'Resume the call' }).click();
  await expect(callBar(bobs, alice.displayName)).toContainText('Connected');
  await hangUp(bobs, alice.displayName);
  await expect(own).toBeHidden();
  await call(bobs, alice.displayName);
  await incomingCall(alices).getByRole('button', { name: 'Decline' }).click();
  await expect(callBar(bobs, alice.displayName)).toContainText('declined the call');
  await kamailio.remove();
});
