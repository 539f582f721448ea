import { join } from 'node:path';
import type { Page } from 'playwright';
import { asPage, watchOutside } from './fixtures/compromised.ts';
import { expect, test } from './fixtures/candor.ts';
import { filesIn } from './fixtures/filesOnDisk.ts';
import { people } from './fixtures/pool.ts';
import { addContact, bubble, delivered, rowOf, signIn, write } from './fixtures/talking.ts';

const { alice, bob, carol } = people;
const secret = 'the-plan-3f81c0';
const reply = 'agreed-77ab21';

/** Every file under the client’s folder that contains a text, including Chromium’s own. */
const filesWith = (userData: string, text: string): readonly string[] =>
  filesIn(userData)
    .filter(({ bytes }) => bytes.includes(text))
    .map(({ file }) => file);

const question = (window: Page, name: string | RegExp) => window.getByRole('alertdialog', { name });

test('a person deletes a conversation by a key, its menu or the context menu: it is gone from every file of the device, others keep theirs, and a later message begins it anew', async ({
  start,
  pool,
  folder,
}) => {
  const env = { CANDOR_POOL_URL: pool.url };
  const userData = join(folder, 'alice');
  const { window, app } = await start({ userData, env });
  const { window: bobs } = await start({ userData: join(folder, 'bob'), env });
  await signIn(window, alice);
  await signIn(bobs, bob);
  await addContact(window, bob);
  await write(window, secret);
  await expect(delivered(bubble(window, secret))).toBeVisible();
  await window.bringToFront();
  await rowOf(bobs, alice.address).click();
  await write(bobs, reply);
  await expect(bubble(window, reply)).toBeVisible();
  expect(filesWith(userData, secret)).not.toEqual([]);

  const outside = await watchOutside(app, 1);
  await rowOf(window, bob.displayName).press('Delete');
  const asked = question(window, `Delete the conversation with ${bob.displayName}?`);
  await expect(asked).toContainText('the other person’s own copy');
  await expect(asked).toContainText('counts in usage data');
  await expect(asked).toContainText('can’t be undone');
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(bubble(window, secret)).toBeVisible();
  await expect(rowOf(window, bob.displayName)).toBeFocused();

  await rowOf(window, bob.displayName).press('Delete');
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(asked).toBeHidden();
  await expect(bubble(window, secret)).toBeHidden();
  for (const text of [secret, reply]) expect(filesWith(userData, text)).toEqual([]);
  await expect(rowOf(window, bob.displayName)).toBeFocused();
  await expect(bubble(bobs, secret)).toBeVisible();
  expect((await outside()).asked).toEqual([]);

  await write(bobs, 'still here');
  await expect(rowOf(window, bob.displayName)).toContainText('still here');
  await rowOf(window, bob.displayName).click();
  await expect(window.getByRole('region', { name: /^Messages with/ })).not.toContainText(secret);
  await rowOf(window, bob.displayName).click({ button: 'right' });
  await expect(window.getByRole('menuitem', { name: 'Delete the conversation…' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(rowOf(window, bob.displayName)).toBeFocused();

  await window.getByRole('button', { name: 'More actions' }).click();
  await window.getByRole('menuitem', { name: 'Delete the conversation…' }).click();
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(asked).toBeHidden();
  expect(filesWith(userData, 'still here')).toEqual([]);
});

test('a page alone deletes nothing: what can’t be undone takes a press, or a yes to Candor’s own box', async ({
  start,
  pool,
  userData,
}) => {
  const { window, app } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, alice);
  await addContact(window, bob);
  await write(window, secret);
  await expect(bubble(window, secret)).toContainText('Not delivered');
  const outside = await watchOutside(app, 1);
  // First the presses from writing the message are used up.
  for (let used = 0; used < 6; used += 1)
    await asPage(window, 'openLink', { url: 'https://contoso.example/' });
  const calls = [
    ['deleteConversation', { peer: bob.address }],
    ['deleteAllConversations', undefined],
  ] as const;
  for (const [name, argument] of calls)
    expect(await asPage(window, name, argument)).toMatchObject({ ok: false });
  expect((await outside()).asked.length).toBeGreaterThan(0);
  expect(filesWith(userData, secret)).not.toEqual([]);
});

test('all conversations are deleted from the menu of the account, during a message that waits and never goes', async ({
  start,
  pool,
  userData,
  folder,
}) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, alice);
  for (const person of [bob, carol]) {
    await addContact(window, person);
    await write(window, `${secret} for ${person.displayName}`);
    await expect(bubble(window, secret)).toContainText('Not delivered');
  }
  await pool.stop();
  await expect(window.getByText('Connection lost', { exact: true })).toBeVisible();
  await write(window, 'never to be sent');
  await expect(bubble(window, 'never').getByRole('img', { name: 'Sending' })).toBeVisible();
  await window.getByRole('button', { name: /^Account/ }).click();
  await window.getByRole('menuitem', { name: 'Delete all conversations…' }).click();
  const asked = question(window, 'Delete all your conversations?');
  await expect(asked).toContainText(alice.address);
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(asked).toBeHidden();
  for (const text of [secret, 'never to be sent']) expect(filesWith(userData, text)).toEqual([]);
  await expect(window.getByText('Choose a conversation')).toBeVisible();

  await pool.start();
  const { window: carols } = await start({
    userData: join(folder, 'carol'),
    env: { CANDOR_POOL_URL: pool.url },
  });
  await signIn(carols, carol);
  await expect(window.getByText('Connection lost', { exact: true })).toBeHidden();
  await rowOf(window, carol.displayName).click();
  await write(window, 'begun anew');
  await expect(delivered(bubble(window, 'begun anew'))).toBeVisible();
  await expect(rowOf(carols, alice.address)).toContainText('begun anew');
  await expect(rowOf(carols, alice.address).getByLabel('Unread: 1')).toBeVisible();
});
