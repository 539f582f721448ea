import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import {
  answer,
  call,
  callBar,
  callSwitches,
  hangUp,
  incomingCall,
  lookElsewhere,
} from './fixtures/calling.ts';
import { expect, test } from './fixtures/candor.ts';
import {
  appLink,
  joinFromLobby,
  linkIn,
  meetNow,
  peerSwitches,
  personIn,
} from './fixtures/meeting.ts';
import { openOptions } from './fixtures/person.ts';
import { people, type Person } from './fixtures/pool.ts';
import { addContact, bubble, signIn, write } from './fixtures/talking.ts';

const { alice, bob } = people;

/** What axe finds wrong with a window, in either theme, as one line each. */
async function faultsOf(window: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The legacy mode needs no second page, which a desktop application has not.
    const { violations } = await new AxeBuilder({ page: window })
      .setLegacyMode()
      // Fluent's focus guards, which take the focus on at once.
      .exclude('[data-tabster-dummy]')
      .analyze();
    for (const { id, nodes } of violations)
      faults.push(...nodes.map(({ html }) => `${colorScheme} ${id}: ${html.slice(0, 160)}`));
  }
  return faults;
}

test('axe finds nothing wrong with signing in, Options and help', async ({ start, pool }) => {
  const { window, app } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  expect(await faultsOf(window)).toEqual([]);
  const dialog = await openOptions(window);
  expect(await faultsOf(window)).toEqual([]);
  const opened = app.waitForEvent('window');
  await dialog.getByRole('button', { name: 'Help', exact: true }).click();
  const help = await opened;
  await help.getByRole('main').waitFor();
  expect(await faultsOf(help)).toEqual([]);
});

test('axe finds nothing wrong with contacts and conversations', async ({ start, pool }) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, alice);
  expect(await faultsOf(window)).toEqual([]);
  await window.getByRole('button', { name: 'Add a contact' }).first().click();
  await window.getByRole('dialog', { name: 'Add a contact' }).waitFor();
  expect(await faultsOf(window)).toEqual([]);
  await window.keyboard.press('Escape');
  await addContact(window, bob);
  await write(window, 'See https://contoso.com/plan');
  await expect(bubble(window, 'contoso.com/plan')).toContainText('Not delivered');
  expect(await faultsOf(window)).toEqual([]);
});

/** Takes the mouse from what it points at, whose tooltip is part of no region. */
async function pointAtNothing(window: Page): Promise<void> {
  await window.mouse.move(2, 2);
  await expect(window.getByRole('tooltip')).toBeHidden();
}

test('axe finds nothing wrong with calls, their controls and the audio devices', async ({
  start,
  pool,
  folder,
}) => {
  test.slow();
  const begin = async (person: Person, other: Person) => {
    const userData = join(folder, person.address);
    const env = { CANDOR_POOL_URL: pool.url };
    const candor = await start({ userData, args: callSwitches, env });
    await signIn(candor.window, person);
    await addContact(candor.window, other);
    return candor;
  };
  const [alices, bobs] = [await begin(alice, bob), await begin(bob, alice)];
  await call(alices.window, bob.displayName);
  await incomingCall(bobs.window).waitFor();
  expect(await faultsOf(bobs.window)).toEqual([]);
  await answer(bobs.window);
  await expect(callBar(alices.window, bob.displayName)).toContainText('Connected');
  await pointAtNothing(alices.window);
  expect(await faultsOf(alices.window)).toEqual([]);
  const opening = alices.app.waitForEvent('window');
  await lookElsewhere(alices.app);
  const controls = await opening;
  await controls.getByRole('heading', { name: bob.displayName }).waitFor();
  expect(await faultsOf(controls)).toEqual([]);
  await hangUp(bobs.window, alice.displayName);
  await bubble(bobs.window, 'Called you').waitFor();
  await pointAtNothing(bobs.window);
  expect(await faultsOf(bobs.window)).toEqual([]);
  const options = await openOptions(bobs.window);
  await options.getByRole('tab', { name: 'Audio device' }).click();
  await options.getByRole('meter').waitFor();
  expect(await faultsOf(bobs.window)).toEqual([]);
});

test('axe finds nothing wrong with a meeting: before it, in it, and after it', async ({
  start,
  pool,
  folder,
}) => {
  test.slow();
  const { app, window } = await start({
    userData: join(folder, 'host'),
    args: peerSwitches,
    env: { CANDOR_POOL_URL: pool.url },
  });
  await signIn(window, alice);
  const hosting = await meetNow(app, window);
  await expect(hosting.getByRole('button', { name: 'Join', exact: true })).toBeEnabled();
  expect(await faultsOf(hosting)).toEqual([]);
  await joinFromLobby(hosting);
  const link = appLink(await linkIn(hosting));
  const { window: guests } = await start({
    userData: join(folder, 'guest'),
    args: [...peerSwitches, link],
  });
  await guests.getByRole('textbox', { name: 'Your name' }).waitFor();
  expect(await faultsOf(guests)).toEqual([]);
  await joinFromLobby(guests, 'Gwen Guest');
  await expect(personIn(hosting, 'Gwen Guest')).toContainText('Guest');
  const box = guests.getByRole('textbox', { name: 'Write to everyone' });
  await box.fill('Good morning');
  await box.press('Enter');
  await hosting.getByText('Good morning').waitFor();
  for (const room of [hosting, guests]) expect(await faultsOf(room)).toEqual([]);
  await guests.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(guests.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await faultsOf(guests)).toEqual([]);
  await hosting.getByRole('button', { name: 'End for everyone…' }).click();
  await hosting.getByRole('dialog').waitFor();
  expect(await faultsOf(hosting)).toEqual([]);
  await hosting.getByRole('button', { name: 'End the meeting' }).click();
  await expect(hosting.getByRole('heading', { name: 'The meeting is over' })).toBeFocused();
  expect(await faultsOf(hosting)).toEqual([]);
});
