import { expect, outboxFiles, test, timesLogged, waitingRecords } from './fixtures/candor.ts';
import { decisionOn, failInWindow, openOptions, optIn, optInName } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { signIn, signOut } from './fixtures/talking.ts';

const { alice, carol } = people;
const refusal = { DisableAutomaticSendTracing: true };

test('an organisation that refuses locks the box for who signs in, and lets nothing but census leave', async ({
  start,
  pool,
  wire,
  userData,
}) => {
  pool.setPolicy(refusal);
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await expect.poll(() => wire.records().some(({ category }) => category === 'usage')).toBe(true);
  const before = wire.records().length;

  await signIn(window, alice);
  const dialog = await openOptions(window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).toBeDisabled();
  await expect(
    dialog.getByText(`Managed by Contoso, from ${new URL(pool.url).host}`),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await failInWindow(window, 'while the organisation refuses');
  await expect.poll(() => timesLogged(userData, 'while the organisation refuses')).toBe(1);
  for (const category of ['usage', 'error']) expect(outboxFiles(userData, category)).toEqual([]);
  const later = wire.records().slice(before);
  expect(later.filter(({ category }) => category !== 'census')).toEqual([]);
});

test('a change of the organisation’s mind takes effect at once, holds offline and after a restart, until it changes its mind again', async ({
  start,
  service,
  pool,
  userData,
}) => {
  await service.stop();
  const first = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(first.window, alice);
  await optIn(first.window);
  await failInWindow(first.window, 'before the refusal');
  await expect.poll(() => waitingRecords(userData, 'error')).toBe(1);

  pool.setPolicy(refusal);
  await expect.poll(() => outboxFiles(userData, 'error')).toEqual([]);
  expect(outboxFiles(userData, 'usage')).toEqual([]);
  await first.quit();
  await pool.stop();

  const second = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await expect(decisionOn(second.window, 'Error reports')).toContainText(
    'Turned off by Contoso (DisableAutomaticSendTracing is true).',
  );
  await failInWindow(second.window, 'offline');
  await expect.poll(() => timesLogged(userData, 'offline')).toBeGreaterThan(0);
  expect(outboxFiles(userData, 'error')).toEqual([]);

  await pool.start();
  pool.setPolicy({ DisableAutomaticSendTracing: false });
  await signIn(second.window, alice);
  const dialog = await openOptions(second.window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).toBeChecked();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await failInWindow(second.window, 'allowed again');
  await expect.poll(() => waitingRecords(userData, 'error')).toBe(1);
  await signOut(second.window);
  await expect(decisionOn(second.window, 'Usage data')).toContainText('Allowed by Contoso');
});

test('whoever signed in last is whose organisation holds after a restart, though the pool said nothing new', async ({
  start,
  pool,
}) => {
  pool.setPolicy(refusal);
  const env = { CANDOR_POOL_URL: pool.url };
  const first = await start({ env });
  for (const person of [alice, carol]) {
    await signIn(first.window, person);
    await signOut(first.window);
  }
  await signIn(first.window, alice);
  await first.quit();
  await pool.stop();

  const second = await start({ env });
  await expect(decisionOn(second.window, 'Error reports')).toContainText(
    'Turned off by Contoso (DisableAutomaticSendTracing is true).',
  );
});

test('the organisation’s name travels with usage, and no one else’s', async ({
  start,
  pool,
  service,
}) => {
  const env = { CANDOR_POOL_URL: pool.url };
  const first = await start({ env });
  await signIn(first.window, alice);
  await first.quit();
  await start({ env });
  const partners = async () =>
    (await service.received('usage')).flatMap(({ fields }) => fields['federationPartner'] ?? []);
  await expect.poll(partners).toEqual(['contoso.com']);
  const [, snapshot] = [0, (await service.received('census')).at(-1)];
  expect(JSON.stringify(snapshot)).not.toContain('contoso');
});
