import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveRuntime } from '../runtime/path.js';
import { expect, test } from './fixtures/candor.ts';
import { people } from './fixtures/pool.ts';
import { fillIn, signIn, signOut } from './fixtures/talking.ts';

const { alice } = people;

test.describe('with a keyring', () => {
  test.skip(resolveRuntime().kind === 'electron', 'only the stand-in can be given a keyring');

  test('a password that is to be remembered, and no more, waits in its field at the next start', async ({
    start,
    pool,
    folder,
  }) => {
    const env = { CANDOR_POOL_URL: pool.url, CANDOR_STAND_IN_KEYRING: join(folder, 'keyring') };
    const first = await start({ env });
    await fillIn(first.window, alice.address, alice.password);
    await first.window.getByRole('checkbox', { name: 'Remember my password' }).check();
    await first.window.getByRole('button', { name: 'Sign in', exact: true }).click();
    await first.window.getByRole('navigation', { name: 'Conversations' }).waitFor();
    await first.quit();

    const { window } = await start({ env });
    const password = window.getByLabel('Password', { exact: true });
    await expect(password).toHaveValue(alice.password);
    await expect(window.getByRole('checkbox', { name: 'Remember my password' })).toBeChecked();
    await expect(window.getByRole('checkbox', { name: /automatically/ })).not.toBeChecked();
    await window.getByRole('button', { name: 'Sign in', exact: true }).click();
    await window.getByRole('navigation', { name: 'Conversations' }).waitFor();
    await signOut(window);
    await expect(password).toHaveValue('');
  });

  test('who asked to be remembered is signed in at the next start, and forgotten when they sign out', async ({
    start,
    pool,
    folder,
    userData,
  }) => {
    const keyring = join(folder, 'keyring');
    // The desktop's name says nothing about a keyring that answers.
    const known = { CANDOR_STAND_IN_KEYRING: keyring, XDG_CURRENT_DESKTOP: 'LXQt' };
    const env = { CANDOR_POOL_URL: pool.url, ...known };
    const first = await start({ env });
    await fillIn(first.window, alice.address, alice.password);
    await first.window.getByRole('checkbox', { name: 'Remember my password' }).check();
    await first.window.getByRole('checkbox', { name: /automatically/ }).check();
    await first.window.getByRole('button', { name: 'Sign in', exact: true }).click();
    await first.window.getByRole('navigation', { name: 'Conversations' }).waitFor();
    await first.quit();
    const kept = join(userData, 'sign-in.json');
    expect(readFileSync(kept, 'utf8')).not.toContain(alice.password);

    const second = await start({ env });
    await second.window.getByRole('navigation', { name: 'Conversations' }).waitFor();
    await signOut(second.window);
    await expect(second.window.getByLabel('Password', { exact: true })).toHaveValue('');
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ locked: null });
    await second.quit();

    const third = await start({ env });
    await expect(third.window.getByRole('textbox', { name: 'SIP address' })).toHaveValue(
      alice.address,
    );
    await expect(third.window.getByLabel('Password', { exact: true })).toHaveValue('');
  });
});

test('without a keyring that answers nothing is remembered, whatever the desktop’s name promises, and the box says why', async ({
  start,
  pool,
}) => {
  test.skip(resolveRuntime().kind === 'electron', 'this machine may have a keyring');
  const env = { CANDOR_POOL_URL: pool.url, XDG_CURRENT_DESKTOP: 'GNOME' };
  const { window } = await start({ env });
  const box = window.getByRole('checkbox', { name: 'Remember my password' });
  await expect(box).toBeDisabled();
  await expect(box).toHaveAccessibleDescription(/a key that everyone knows/);
});

test('a password that lies under a key that everyone knows is forgotten at the next start', async ({
  start,
  pool,
  userData,
}) => {
  test.skip(resolveRuntime().kind === 'electron', 'this machine may have a keyring');
  const env = { CANDOR_POOL_URL: pool.url, XDG_CURRENT_DESKTOP: 'GNOME' };
  const kept = join(userData, 'sign-in.json');
  const locked = Buffer.from('v10 and what anyone can read').toString('base64');
  const stored = { account: alice.address, remember: true, automatic: true, locked };
  mkdirSync(userData, { recursive: true });
  writeFileSync(kept, JSON.stringify(stored));
  const { window } = await start({ env });
  await expect(window.getByRole('textbox', { name: 'SIP address' })).toHaveValue(alice.address);
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ locked: null, automatic: false });
});

test('a damaged sign-in file is set aside, and the person asked anew', async ({
  start,
  pool,
  userData,
}) => {
  const env = { CANDOR_POOL_URL: pool.url };
  const first = await start({ env });
  await signIn(first.window, alice);
  await first.quit();
  writeFileSync(join(userData, 'sign-in.json'), '{"account":');
  const { window } = await start({ env });
  await expect(window.getByRole('textbox', { name: 'SIP address' })).toHaveValue('');
});
