import { join } from 'node:path';
import { resolveRuntime } from '../runtime/path.js';
import { expect, test } from './fixtures/candor.ts';
import { people } from './fixtures/pool.ts';
import { addContact, bubble, rowOf, signIn, write } from './fixtures/talking.ts';

const { alice, bob, carol } = people;
/** Bob, by Alice's name for him; it must not reverse the text beside it in a list of notifications. */
const dana = { ...bob, displayName: 'דנה לוי' };

test('a message that comes while nobody looks is told of, by its sender’s name and a number on the icon, and a click leads to it', async ({
  start,
  pool,
  folder,
}) => {
  test.skip(resolveRuntime().kind === 'electron', 'only the stand-in tells what it would show');
  const env = { CANDOR_POOL_URL: pool.url };
  const { window, app } = await start({ env });
  await signIn(window, alice);
  await addContact(window, dana);
  await window.getByRole('button', { name: 'Add a contact' }).first().focus();
  const bobs = await start({ env, userData: join(folder, 'bob') });
  await signIn(bobs.window, bob);
  await addContact(bobs.window, alice);
  const shown = () =>
    app.evaluate(async ({ Notification }) =>
      (await Notification.getHistory()).map(({ title, body }) => ({ title, body })),
    );

  await write(bobs.window, 'are you there?');
  await expect(bubble(window, 'are you there?')).toBeVisible();
  expect(await shown()).toEqual([]);
  const unread = () => app.evaluate(({ app: electron }) => electron.getBadgeCount());
  expect(await unread()).toBe(0);

  await addContact(window, carol);
  await app.evaluate(({ BrowserWindow }) => {
    for (const open of BrowserWindow.getAllWindows()) open.minimize();
  });
  await write(bobs.window, 'it is about the plan\nand its second page');
  await expect
    .poll(shown)
    .toEqual([{ title: `\u2068${dana.displayName}\u2069`, body: 'it is about the plan' }]);
  await expect.poll(unread).toBe(1);
  await app.evaluate(async ({ Notification }) => {
    const [first] = await Notification.getHistory();
    first?.emit('click');
  });
  await expect(rowOf(window, dana.displayName)).toHaveAttribute('aria-current', 'true');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)).toBe(
    true,
  );
  await expect.poll(unread).toBe(0);
});
