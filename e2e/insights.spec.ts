import { once } from 'node:events';
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright';
import { axeFaults } from './fixtures/axeFaults.ts';
import { expect } from './fixtures/candor.ts';
import { daysAgo, fleetSize, sendFleet } from './fixtures/fleet.ts';
import { insightsTest } from './fixtures/insightsTest.ts';
import { layoutFaults } from './fixtures/layoutFaults.ts';

const test = insightsTest.extend({
  token: async ({ service }, use) => {
    await sendFleet(service.url ?? '');
    await use(service.token());
  },
});

const named = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const inWords = (day: string) => named.format(new Date(`${day}T00:00:00.000Z`));

/** A figure, by its name. */
const figure = (page: Page, name: string | RegExp) => page.getByRole('region', { name }).first();
const showTable = (page: Page, name: string) =>
  figure(page, name).getByRole('button', { name: 'Show the table' }).click();
/** Presses all buttons of a kind, each of which then becomes another kind. */
async function showAll(page: Page, kind: { name?: string; expanded?: boolean }): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const buttons = page.getByRole('main').getByRole('button', kind);
  for (let left = await buttons.count(); left > 0; left -= 1) {
    await buttons.first().click();
    await expect(buttons).toHaveCount(left - 1);
  }
}
const goTo = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

test('who has the token signs in, reads how many devices there were, and signs out', async ({
  visit,
  token,
}) => {
  const page = await visit();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Paste the token first.')).toBeVisible();
  await page.getByLabel('Token').fill('not it');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This is not the service’s token.', { exact: false })).toBeVisible();
  await page.getByLabel('Token').fill(`  ${token}\n`);
  await page.getByLabel('Token').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const yesterday = page.getByText(`Devices on ${inWords(daysAgo(1))}`).locator('..');
  await expect(yesterday).toContainText(String(fleetSize));
  await expect(
    page.getByText(/About as many devices as before: 34 on an average day/),
  ).toBeVisible();
  await expect(page.getByText(/More sessions crash/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Token')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Token')).toBeVisible();
});

test('systems, failures and organisations are told, and of four devices’ nothing on any page', async ({
  read,
}) => {
  const page = await read('?page=audience');
  await showTable(page, 'Systems');
  const systems = page.getByRole('table', { name: 'Systems', exact: true });
  await expect(systems.getByRole('row', { name: /^Windows/ })).toContainText('280');
  await goTo(page, 'Signing in');
  await showTable(page, 'Failures by system');
  const failures = page.getByRole('table', { name: 'Failures by system' });
  await expect(failures.getByRole('row', { name: /^Windows/ })).toContainText('25%');
  await goTo(page, 'Use');
  const organisations = page.getByRole('table', { name: 'Use by organisation' });
  await expect(organisations.getByRole('row', { name: /^contoso.example/ })).toContainText('2,800');
  await showTable(page, 'Features');
  await expect(page.getByRole('rowheader', { name: 'Options' })).toBeVisible();
  for (const name of ['Overview', 'Audience', 'Signing in', 'Use', 'Stability', 'Releases']) {
    await goTo(page, name);
    await showAll(page, { name: 'Show the table' });
    await expect(page.getByRole('main')).not.toContainText(/Plan 9|tiny\.example/);
  }
});

test('errors stand in groups; one of them tells its trend, its network and its reports, each field explained', async ({
  read,
  service,
  token,
}) => {
  const page = await read('?page=errors');
  const refused = page.getByRole('link', { name: '503' });
  await expect(page.getByRole('listitem').filter({ has: refused })).toContainText('Reports: 12');
  await refused.click();
  await expect(page.getByRole('heading', { level: 1, name: '503' })).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Network quality' }).getByRole('row', { name: /^Round trip/ }),
  ).toContainText('40');
  await page
    .getByRole('region', { name: 'Some reports' })
    .getByRole('button', { name: /version 0\.1\.0/ })
    .first()
    .click();
  await expect(page.getByRole('table').getByRole('row', { name: /503/ }).first()).toBeVisible();
  await page.goBack();
  await expect(refused).toBeVisible();
  const log = await fetch(`${service.url ?? ''}/v1/access-log`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await log.text()).toContain('signInFailure:503');
});

test('the address holds the period and the filter, the way back leads through them, and figures are taken along', async ({
  read,
}) => {
  const page = await read('?page=signingIn');
  await page.getByRole('combobox', { name: 'Period' }).selectOption({ label: 'Last 7 days' });
  await expect(page).toHaveURL(new RegExp(`from=${daysAgo(6)}&to=${daysAgo(0)}`));
  await page.getByRole('combobox', { name: 'System' }).selectOption('Windows');
  await expect(page).toHaveURL(/os=Windows/);
  await expect(page.getByText(/of 480 attempts failed/)).toBeVisible();
  await expect(figure(page, 'Failures by version')).toContainText('told of everything only');
  const saved = page.waitForEvent('download');
  await figure(page, 'Attempts and failures, day by day')
    .getByRole('button', { name: 'Download as CSV' })
    .click();
  const csv = await text(await (await saved).createReadStream());
  expect(csv).toContain('day,attempts,failures\r\n');
  expect(csv).toContain(`${daysAgo(1)},80,20\r\n`);
  await page.goBack();
  await expect(page).not.toHaveURL(/os=Windows/);
  await expect(page.getByRole('combobox', { name: 'System' })).toHaveValue('');
  await page.getByRole('button', { name: 'Show everything' }).waitFor({ state: 'detached' });
});

test('it speaks French to a French browser, and English to who asks for that', async ({ read }) => {
  const page = await read('?page=audience', { locale: 'fr-FR' });
  await expect(page.getByRole('heading', { level: 1, name: 'Public' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
  await expect(page.getByText(/Le plus fréquent\s: Windows, 58,8\s%/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Langue' }).selectOption('en');
  await expect(page.getByRole('heading', { level: 1, name: 'Audience' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Audience' })).toBeVisible();
});

const pages = ['overview', 'audience', 'signingIn', 'use', 'stability', 'errors', 'releases'];

for (const name of pages)
  for (const locale of ['en-GB', 'fr-FR'])
    test(`nothing is cut off on ${name}, from 320 pixels on, and axe finds nothing in either theme, in ${locale}`, async ({
      read,
    }) => {
      const page = await read(`?page=${name}`, { locale });
      await showAll(page, { expanded: false });
      expect(await layoutFaults(page)).toEqual([]);
      expect(await axeFaults(page)).toEqual([]);
    });

test('the keyboard alone is enough', async ({ visit, token }) => {
  const page = await visit();
  await page.getByLabel('Token').waitFor();
  const press = async (key: string, until: string) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press(key);
      if ((await focused()) === until) return;
    }
    throw new Error(`“${until}” can’t be reached`);
  };
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(token);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
  await press('Tab', 'Stability');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Stability' })).toBeVisible();
  await page.getByRole('img', { name: 'Chart: Sessions without a crash, by system' }).waitFor();
  await press('Tab', 'Show the table');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('on paper there are the numbers, in black on white, and nothing to press', async ({
  read,
}) => {
  const page = await read('?page=signingIn', { colorScheme: 'dark' });
  await expect(page.getByText(/attempts failed/)).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Copy' }).first()).toBeHidden();
  await expect(page.getByRole('search')).toBeHidden();
  const heading = page.getByRole('heading', { level: 1, name: 'Signing in' });
  await expect(heading).toBeVisible();
  await expect
    .poll(() => heading.evaluate((it) => getComputedStyle(it).color))
    .toBe('rgb(36, 36, 36)');
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('who is no longer signed in is told so, and comes back to where they were', async ({
  read,
  token,
}) => {
  const page = await read('?page=use');
  await expect(page.getByRole('heading', { level: 1, name: 'Use' })).toBeVisible();
  await page.context().clearCookies();
  await goTo(page, 'Stability');
  await expect(page.getByText('Your session is over.', { exact: false })).toBeVisible();
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Stability' })).toBeVisible();
});

/** A proxy that puts the service below `/telemetry`. */
async function behindPrefix(target: string): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '').replace(/^\/telemetry/, '');
    const { method, headers } = incoming;
    const passed = ask(`${target}${path}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

test('it works below a prefix that a proxy puts before it', async ({ service, read }) => {
  const proxy = await behindPrefix(service.url ?? '');
  try {
    const at = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/telemetry`;
    const page = await read('?page=audience', { base: at });
    await expect(page.getByText('Most frequent: Windows, 58.8%.')).toBeVisible();
    await page.goto(`${at}/insights`);
    await expect(page).toHaveURL(`${at}/insights/`);
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
