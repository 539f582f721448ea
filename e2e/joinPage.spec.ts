import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright';
import { askAs } from '../service/pool/testing/askAs.ts';
import { browserTest } from './fixtures/browserTest.ts';
import { expect } from './fixtures/candor.ts';
import { createOrganisationPool, people, type OrganisationPool } from './fixtures/pool.ts';

const { alice } = people;

interface Fixtures {
  /** The folder from which the pool serves meetings in the browser. */
  webFolder: string;
  /**
   * Creates a meeting of Alice's.
   * @returns its id.
   */
  meet: (title: string) => Promise<string>;
  /** Opens a page in a browser of its own. */
  visit: (path: string, options?: BrowserContextOptions) => Promise<Visit>;
}

interface Visit {
  readonly page: Page;
  /** The path of every request that the page made, to any host. */
  readonly requests: readonly string[];
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const test = browserTest.extend<Fixtures & { pool: OrganisationPool }>({
  webFolder: async ({ folder }, use) => {
    const web = join(folder, 'web');
    mkdirSync(join(web, 'assets'), { recursive: true });
    writeFileSync(
      join(web, 'meeting.html'),
      '<!doctype html><html lang="en"><title>Meeting</title><h1>Not begun</h1><script type="module" src="/join/assets/meeting-1a2b.js"></script><script>document.title = "inline"</script>',
    );
    writeFileSync(
      join(web, 'assets', 'meeting-1a2b.js'),
      'document.querySelector("h1").textContent = "In the meeting"',
    );
    await use(web);
  },
  pool: async ({ folder, service, webFolder }, use) => {
    const pool = await createOrganisationPool(join(folder, 'pool'), {
      ...(service.url === undefined ? {} : { telemetryUrl: service.url }),
      webFolder,
    });
    await use(pool);
    await pool.stop();
  },
  meet: async ({ pool }, use) => {
    await use(async (title) => {
      const url = `${pool.url}/v1/meetings?account=${alice.address}`;
      const made = await askAs(alice.address, alice.password, url, {
        method: 'POST',
        body: { title },
      });
      return ((await made.json()) as { id: string }).id;
    });
  },
  visit: async ({ pool, browser }, use) => {
    await use(async (path, options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      const page = await context.newPage();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url().replace(pool.url, '')));
      const response = await page.goto(pool.url + path);
      await page.waitForLoadState('networkidle');
      return {
        page,
        requests,
        status: response?.status() ?? 0,
        headers: (await response?.allHeaders()) ?? {},
      };
    });
  },
});

const pageAlone = (path: string) => [path, '/join/icon.svg', '/join/style.css'];

for (const telemetry of [false, true])
  for (const javaScriptEnabled of [false, true])
    test(`the join page shows the meeting and asks for nothing else, ${telemetry ? 'with' : 'without'} telemetry, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
      meet,
      visit,
      pool,
      service,
    }) => {
      pool.change((data) => ({ ...data, meetings: { telemetry } }));
      const id = await meet('Weekly planning');
      const { page, requests, status } = await visit(`/join/${id}`, { javaScriptEnabled });
      expect(status).toBe(200);
      await expect(page.getByRole('heading', { name: 'Weekly planning' })).toBeVisible();
      await expect(page.getByRole('main')).toContainText('Hosted by Alice Archer');
      await expect(page.getByRole('main')).toContainText(
        telemetry ? 'reports on. This page sends nothing' : 'reports off. This page sends nothing',
      );
      const link = page.getByRole('link', { name: 'Open in Candor' });
      expect(await link.getAttribute('href')).toBe(
        `candor:join?pool=${encodeURIComponent(pool.url)}&meeting=${id}`,
      );
      expect([...new Set(requests)].sort()).toEqual(pageAlone(`/join/${id}`).sort());
      for (const category of ['census', 'usage', 'error'] as const)
        expect(await service.received(category)).toEqual([]);
      await page.getByRole('link', { name: 'Join in this browser' }).click();
      await expect(page).toHaveURL(`${pool.url}/join/${id}/browser`);
    });

test('the meeting in the browser runs what was built, and nothing written into the page', async ({
  meet,
  visit,
}) => {
  const id = await meet('Weekly planning');
  const { page, headers, requests } = await visit(`/join/${id}/browser`);
  await expect(page.getByRole('heading', { name: 'In the meeting' })).toBeVisible();
  await expect(page).toHaveTitle('Meeting');
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
  expect(requests).toContain('/join/assets/meeting-1a2b.js');
  const asset = await page.request.get(new URL('/join/assets/meeting-1a2b.js', page.url()).href);
  expect(asset.headers()['cache-control']).toContain('immutable');
});

test('the pages can’t be framed, tell no one where one came from, and hold no script or style', async ({
  meet,
  visit,
}) => {
  const id = await meet('Weekly planning');
  for (const path of [`/join/${id}`, '/join/abcd-efgh-jkmn', `/join/${id}/browser`]) {
    const { headers } = await visit(path);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
  const { page } = await visit(`/join/${id}`);
  await expect(page.locator('script, style, [style]')).toHaveCount(0);
});

test('a title in HTML is shown as it was written', async ({ meet, visit }) => {
  const title = `<img src=x onerror="document.title='hacked'"> & 'Friends'`;
  const { page, requests } = await visit(`/join/${await meet(title)}`);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  expect(requests.filter((path) => path.endsWith('/x'))).toEqual([]);
});

test('a meeting that does not exist, and one that is over, say so and what to do', async ({
  meet,
  visit,
  pool,
}) => {
  for (const path of ['/join/abcd-efgh-jkmn', '/join/%3Cscript%3E', '/join/x/browser']) {
    const { page, status } = await visit(path);
    expect(status).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no such meeting' })).toBeVisible();
  }
  const id = await meet('Weekly planning');
  pool.change((data) => {
    const { [alice.address]: removed, ...accounts } = data.accounts;
    expect(removed).toBeDefined();
    return { ...data, accounts };
  });
  const { page, status } = await visit(`/join/${id}`);
  expect(status).toBe(410);
  await expect(page.getByRole('heading', { name: 'This meeting is over' })).toBeVisible();
});

test('the page speaks the browser’s language', async ({ meet, visit }) => {
  const { page, headers } = await visit(`/join/${await meet('Point d’étape')}`, {
    locale: 'fr-CA',
  });
  await expect(page.getByRole('link', { name: 'Participer dans ce navigateur' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  expect(headers['vary']).toContain('accept-language');
});

test('axe finds nothing wrong, and nothing is cut off at 320 pixels, in either theme', async ({
  meet,
  visit,
}) => {
  const id = await meet('Quarterly review of every indicator that there is');
  for (const path of [`/join/${id}`, '/join/abcd-efgh-jkmn'])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const locale of ['en-GB', 'fr-FR']) {
        const viewport = { width: 320, height: 640 };
        const { page } = await visit(path, { colorScheme, locale, viewport });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id: rule, nodes }) => [rule, nodes[0]?.html])).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(320);
      }
});

test('by keyboard, the first stop opens Candor and the second joins in the browser', async ({
  meet,
  visit,
}) => {
  const { page } = await visit(`/join/${await meet('Weekly planning')}`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Open in Candor' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Join in this browser' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'In the meeting' })).toBeVisible();
});

test('where nothing was built for the browser, the page does not offer it, and its address says so', async ({
  meet,
  visit,
  webFolder,
  pool,
}) => {
  const id = await meet('Weekly planning');
  await pool.stop();
  rmSync(join(webFolder, 'meeting.html'));
  await pool.start();
  const { page } = await visit(`/join/${id}`);
  await expect(page.getByRole('link')).toHaveText(['Open in Candor']);
  const { page: other, status } = await visit(`/join/${id}/browser`);
  expect(status).toBe(404);
  await expect(other.getByRole('heading')).toHaveText(
    'Joining in the browser isn’t available here',
  );
  await other.getByRole('link', { name: 'Back to the invitation' }).click();
  await expect(other.getByRole('heading', { name: 'Weekly planning' })).toBeVisible();
});
