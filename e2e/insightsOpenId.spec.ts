import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import {
  clientId,
  clientSecret,
  startProvider,
} from '../service/telemetry/testing/openIdProvider.testkit.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { expect } from './fixtures/candor.ts';
import { insightsTest } from './fixtures/insightsTest.ts';

interface Fixtures {
  /** The service's address for browsers: a different site from the provider, as for an organisation. */
  base: string;
  provider: Awaited<ReturnType<typeof startProvider>>;
}

const test = insightsTest.extend<Fixtures>({
  base: async ({ service }, use) => {
    await use(`http://localhost:${new URL(service.url ?? '').port}`);
  },
  provider: async ({ service, folder, base }, use) => {
    const provider = await startProvider({ callback: `${base}/insights/session/callback` });
    await service.stop();
    const data = join(folder, 'service');
    writeFileSync(join(data, 'openid-secret'), clientSecret, { mode: 0o600 });
    const settings = {
      name: 'Contoso',
      issuer: provider.issuer,
      clientId,
      clientSecretFile: 'openid-secret',
      address: base,
      roles: { readers: ['analyst'], keepers: ['officer'] },
    };
    writeFileSync(join(data, 'openid.json'), JSON.stringify(settings), { mode: 0o600 });
    await service.start();
    await use(provider);
    await provider.close();
  },
});

const button = (page: Page) => page.getByRole('link', { name: 'Sign in with Contoso' });
const places = (page: Page) => page.getByRole('navigation').getByRole('link');

test('who has a role signs in with their organisation’s account, comes back to where they were, and is offered only what the role opens', async ({
  base,
  provider,
  visit,
}) => {
  provider.isNow({ id: 'u-1', name: 'Anne Bloggs', groups: ['all', 'readers'] });
  const analyst = await visit('?page=accessLog', { base });
  expect(await axeFaults(analyst)).toEqual([]);
  await button(analyst).click();
  await expect(analyst).toHaveURL(`${base}/insights/?page=accessLog`);
  await expect(analyst.getByRole('heading', { name: 'Access log' })).toBeVisible();
  await expect(analyst.getByText('This page is for officers')).toBeVisible();
  await expect(analyst.getByText('Your roles: analyst.')).toBeVisible();
  await expect(places(analyst).first()).toHaveText('Overview');
  await expect(
    places(analyst).filter({ hasText: /Alerts|Access log|rights|Settings/ }),
  ).toHaveCount(0);
  await expect(analyst.getByText('Anne Bloggs')).toBeVisible();
  await places(analyst).first().click();
  await expect(analyst.getByRole('heading', { name: 'Overview' })).toBeVisible();

  provider.isNow({ id: 'u-2', name: 'Oscar', groups: ['keepers'] });
  const officer = await visit('', { base });
  await button(officer).click();
  await expect(officer.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();
  await expect(places(officer)).toHaveText(['Alerts', 'Access log', 'People’s rights', 'Settings']);
  await officer.goto(`${base}/insights/?page=errors`);
  await expect(officer.getByText('This page is for analysts.')).toBeVisible();
  await officer.goto(`${base}/insights/?page=rights`);
  await officer.getByLabel('Account').fill('zoe@contoso.example');
  await officer.getByLabel('Account').press('Enter');
  await expect(officer.getByText('Nothing was found.')).toBeVisible();
  await officer.getByRole('link', { name: 'Access log' }).click();
  await expect(officer.getByRole('table', { name: 'Who looked' })).toContainText('Oscaru-2');
});

test('who has no role, or presses Cancel, is told so, and nothing is shown', async ({
  base,
  provider,
  visit,
}) => {
  provider.isNow({ id: 'u-3', name: 'Carol', groups: ['all'] });
  const page = await visit('', { base });
  await button(page).click();
  await expect(page.getByText('none of your groups may read here')).toBeVisible();
  await page.goto(`${base}/insights/`);
  await expect(button(page)).toBeVisible();
  await expect(places(page)).toHaveCount(0);
  expect((await page.request.get(`${base}/v1/insights/devices`)).status()).toBe(401);

  provider.isNow(null);
  const other = await visit('', { base });
  await button(other).click();
  await expect(other.getByText('Contoso did not sign you in')).toBeVisible();
  await other.goto(`${base}/insights/`);
  await expect(button(other)).toBeVisible();
});
