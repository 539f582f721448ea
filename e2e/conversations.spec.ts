import { join } from 'node:path';
import { createOddPool } from '../service/pool/testing/oddPool.ts';
import { expect, test } from './fixtures/candor.ts';
import { openOptions } from './fixtures/person.ts';
import { people, type Person } from './fixtures/pool.ts';
import { addContact, bubble, delivered, fillIn, rowOf, signIn, write } from './fixtures/talking.ts';

const { alice, bob, carol } = people;

/** A person at their own device, signed in at the organisation's pool. */
const atTheirDevice = test.extend<{ sitDown: (person: Person) => ReturnType<typeof startFor> }>({
  sitDown: async ({ start, pool, folder }, use) => {
    await use((person) => startFor(start, pool.url, folder, person));
  },
});

type Start = Parameters<Parameters<typeof test>[2]>[0]['start'];

async function startFor(start: Start, url: string, folder: string, person: Person) {
  const candor = await start({
    userData: join(folder, person.address),
    env: { CANDOR_POOL_URL: url },
  });
  await signIn(candor.window, person);
  return candor;
}

atTheirDevice(
  'two people talk: each line arrives, once, and is known to have arrived',
  async ({ sitDown }) => {
    const [{ window: alices }, { window: bobs }] = [await sitDown(alice), await sitDown(bob)];
    await expect(
      alices.getByRole('button', { name: /Account: Alice Archer.*Connected/ }),
    ).toBeVisible();
    await addContact(alices, bob);
    await write(alices, 'Good morning, Bob 👋\nSee https://contoso.com/plan');
    await expect(delivered(bubble(alices, 'Good morning, Bob 👋'))).toBeVisible();

    const row = rowOf(bobs, alice.displayName);
    await expect(row).toContainText('Good morning, Bob 👋');
    await expect(bobs.getByRole('log').filter({ hasText: 'Good morning, Bob 👋' })).toHaveText(
      /^Alice Archer: Good morning, Bob 👋/,
    );
    await row.click();
    await expect(bubble(bobs, 'Good morning, Bob 👋')).toHaveCount(1);
    await expect(
      bubble(bobs, 'Good morning').getByRole('button', { name: 'https://contoso.com/plan' }),
    ).toBeVisible();
    await write(bobs, 'Good morning, Alice');
    await expect(bubble(alices, 'Good morning, Alice')).toHaveCount(1);

    const lines = Array.from({ length: 12 }, (_, index) => `line ${index} of mine`);
    for (const line of lines) await write(alices, line);
    for (const line of lines) await expect(bubble(bobs, line)).toHaveCount(1);
    const shown = await bobs
      .getByRole('region', { name: /^Messages with/ })
      .getByText(/line \d+ of mine/)
      .allInnerTexts();
    expect(shown).toEqual(lines);
  },
);

atTheirDevice(
  'a person who is elsewhere finds what came unread, and what was not delivered can be sent again',
  async ({ sitDown }) => {
    const { window: alices } = await sitDown(alice);
    await addContact(alices, bob);
    await write(alices, 'Are you there?');
    const line = bubble(alices, 'Are you there?');
    await expect(line).toContainText('Not delivered: this person is not signed in');

    const { window: bobs } = await sitDown(bob);
    await line.getByRole('button', { name: 'Retry' }).click();
    await expect(delivered(line)).toBeVisible();
    await write(alices, 'Now you are');
    const row = rowOf(bobs, alice.address);
    await expect(row.getByLabel('Unread: 2')).toBeVisible();
    await row.click();
    await expect(bubble(bobs, 'Are you there?')).toHaveCount(1);
    await expect(row.getByLabel(/Unread/)).toBeHidden();
  },
);

atTheirDevice(
  'the pool goes away and returns: what is wrong is said, both come back by themselves, and what was written meanwhile arrives once',
  async ({ sitDown, pool }) => {
    const [{ window: alices }, { window: bobs }] = [await sitDown(alice), await sitDown(bob)];
    await addContact(alices, bob);
    await write(alices, 'before');
    await expect(delivered(bubble(alices, 'before'))).toBeVisible();

    await pool.stop();
    await expect(alices.getByText('Connection lost', { exact: true })).toBeVisible();
    await write(alices, 'meanwhile');
    await expect(bubble(alices, 'meanwhile').getByRole('img', { name: 'Sending' })).toBeVisible();

    const odd = await createOddPool(
      () => 'no SIP at all',
      (socket) => {
        socket.close();
      },
      Number(new URL(pool.url).port),
    );
    await expect(alices.getByText('answers, but not in proper SIP')).toBeVisible();
    await odd.close();

    await pool.start();
    await expect(alices.getByText('Connection lost', { exact: true })).toBeHidden();
    await expect(delivered(bubble(alices, 'meanwhile'))).toBeVisible();
    await rowOf(bobs, alice.address).click();
    await expect(bubble(bobs, 'meanwhile')).toHaveCount(1);
  },
);

atTheirDevice(
  'after a restart the history is there, the conversation opens again where that was asked for, and contacts are found, and go',
  async ({ sitDown }) => {
    const first = await sitDown(alice);
    await addContact(first.window, bob);
    await write(first.window, 'to be found again');
    await expect(bubble(first.window, 'to be found again')).toContainText('Not delivered');
    const options = await openOptions(first.window);
    await options.getByRole('checkbox', { name: /^Reopen my conversations/ }).check();
    await options.getByRole('button', { name: 'OK' }).click();
    await options.waitFor({ state: 'hidden' });
    await first.quit();

    const { window } = await sitDown(alice);
    await expect(bubble(window, 'to be found again')).toBeVisible();
    await expect(rowOf(window, bob.displayName)).toHaveAttribute('aria-current', 'true');

    await addContact(window, carol);
    const search = window.getByRole('searchbox', { name: 'Search people' });
    await search.fill('cook');
    await expect(rowOf(window, carol.displayName)).toBeVisible();
    await expect(rowOf(window, bob.displayName)).toBeHidden();
    await search.fill('');
    await window.getByRole('button', { name: 'More actions' }).click();
    await window.getByRole('menuitem', { name: 'Remove from contacts…' }).click();
    const asked = window.getByRole('alertdialog', {
      name: 'Remove Carol Cook from your contacts?',
    });
    await asked.getByRole('button', { name: 'Remove' }).click();
    // Behind the dialog, no row counts as visible.
    await rowOf(window, bob.displayName).click();
    await expect(rowOf(window, carol.displayName)).toBeHidden();

    await write(window, 'x'.repeat(16_385));
    await expect(window.getByText('Characters too many: 1')).toBeVisible();
    await expect(bubble(window, 'xxx')).toBeHidden();
  },
);

test('what is wrong with signing in is said where the person looks, and the right password signs in', async ({
  start,
  pool,
}) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  const submit = window.getByRole('button', { name: 'Sign in', exact: true });
  await submit.click();
  await expect(window.getByText('Enter your SIP address.')).toBeVisible();
  await expect(window.getByRole('textbox', { name: 'SIP address' })).toBeFocused();

  await fillIn(window, 'alice at contoso', 'x');
  await submit.click();
  await expect(window.getByText('This is not a SIP address.')).toBeVisible();

  await fillIn(window, alice.address, 'a guess');
  await submit.click();
  await expect(window.getByRole('alert')).toContainText('or the password is wrong');

  await pool.stop();
  await fillIn(window, alice.address, alice.password);
  await submit.click();
  await expect(window.getByRole('alert')).toContainText('can’t be reached');

  await pool.start();
  await signIn(window, alice);
  await window.getByRole('button', { name: /^Account: Alice Archer/ }).click();
  await window.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(submit).toBeVisible();
  await expect(window.getByRole('textbox', { name: 'SIP address' })).toHaveValue(alice.address);
});

test('without a pool, the page asks for one, and says nothing of the environment', async ({
  start,
}) => {
  const { window } = await start();
  await expect(window.getByRole('heading', { name: 'First, your pool' })).toBeVisible();
  await expect(window.getByText('CANDOR_POOL_URL')).toHaveCount(0);
});

test('it all works by keyboard alone', async ({ start, pool }) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  const { keyboard } = window;
  await window.getByRole('textbox', { name: 'SIP address' }).focus();
  await keyboard.type(alice.address);
  await keyboard.press('Tab');
  await keyboard.type(alice.password);
  await keyboard.press('Enter');
  const search = window.getByRole('searchbox', { name: 'Search people' });
  await search.waitFor();

  await keyboard.press('F6');
  await expect(search).toBeFocused();
  await keyboard.type(carol.address);
  await keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'SIP address' })).toHaveValue(carol.address);
  await keyboard.press('Tab');
  await keyboard.type(carol.displayName);
  await keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Write to Carol Cook' })).toBeFocused();

  // A colleague is found by the pool's name for them, and need not be added.
  await search.focus();
  await keyboard.type('bak');
  await keyboard.press('Enter');
  const box = window.getByRole('textbox', { name: 'Write to Bob Baker' });
  await expect(box).toBeFocused();
  await keyboard.type('first line');
  await keyboard.press('Shift+Enter');
  await keyboard.type('second line');
  await keyboard.press('Enter');
  await expect(bubble(window, 'first line')).toContainText('second line');
  await expect(box).toHaveValue('');

  await keyboard.press('Escape');
  await expect(rowOf(window, bob.displayName)).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('F6');
  await expect(box).not.toBeFocused();
});
