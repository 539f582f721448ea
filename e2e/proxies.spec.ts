import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveRuntime } from '../runtime/path.js';
import { expect, test } from './fixtures/candor.ts';
import { people } from './fixtures/pool.ts';
import { fillIn } from './fixtures/talking.ts';

const { alice } = people;

test.skip(
  resolveRuntime().kind === 'electron',
  'only the stand-in can be told of a system’s proxies',
);

test('a pool that the system has behind a proxy is not contacted past it', async ({
  start,
  pool,
}) => {
  const env = { CANDOR_POOL_URL: pool.url, CANDOR_STAND_IN_PROXY: 'SOCKS5 127.0.0.1:0' };
  const { window } = await start({ env });
  await fillIn(window, alice.address, alice.password);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(window.getByRole('alert')).toBeVisible();
  await expect(window.getByRole('navigation', { name: 'Conversations' })).toBeHidden();
});

test('who is to be signed in at the start is, however long the system looks for its proxies', async ({
  start,
  pool,
  folder,
}) => {
  const env = { CANDOR_POOL_URL: pool.url, CANDOR_STAND_IN_KEYRING: join(folder, 'keyring') };
  const first = await start({ env });
  await fillIn(first.window, alice.address, alice.password);
  await first.window.getByRole('checkbox', { name: /automatically/ }).check();
  await first.window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await first.window.getByRole('navigation', { name: 'Conversations' }).waitFor();
  await first.quit();

  const answers = join(folder, 'proxy-script-answers');
  const { window } = await start({ env: { ...env, CANDOR_STAND_IN_PROXY_ANSWERS: answers } });
  await window
    .getByText(/^Signing in/)
    .first()
    .waitFor();
  writeFileSync(answers, '');
  await window.getByRole('navigation', { name: 'Conversations' }).waitFor();
});
