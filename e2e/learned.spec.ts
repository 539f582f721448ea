import type { BrowserContextOptions, Page } from 'playwright';
import { post } from '../service/telemetry/testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../service/telemetry/testing/records.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { browserTest } from './fixtures/browserTest.ts';
import { expect } from './fixtures/candor.ts';
import { watchOutside } from './fixtures/compromised.ts';
import { openViewer } from './fixtures/person.ts';

const DAY = 24 * 3_600_000;
const draw = createDraw(3);

interface Fixtures {
  /** Opens the page in a browser of its own. */
  visit: (options?: BrowserContextOptions) => Promise<Page>;
  /** Opens it to everyone, as an officer does by a script. */
  open: () => Promise<void>;
}

/**
 * Sends what seven devices, and an eighth with a version of its own, recorded eight days ago, in a week that is over.
 */
async function sendFleet(url: string): Promise<void> {
  const at = new Date(Date.now() - 8 * DAY).toISOString();
  const lines = Array.from({ length: 7 }, (_, index) => {
    const id = `5e872200-f546-4ccd-8f23-af5f507aa2d${index}`;
    return [
      recordLine('snapshot', drawId(draw), { at, fields: { deviceId: id, userId: id } }),
      recordLine('day', drawId(draw), {
        at,
        fields: { day: at.slice(0, 10), firstOfDay: 1, sessions: 10 },
      }),
      recordLine('exception', drawId(draw), {
        at,
        owner: String(index).repeat(64),
        fields: { userId: `person${index}`, exceptionMessage: 'secret words' },
      }),
    ];
  });
  expect((await post(url, bodyOf(...lines.flat()))).status).toBe(200);
}

const test = browserTest.extend<Fixtures>({
  open: async ({ service }, use) => {
    await use(async () => {
      const answer = await fetch(`${service.url ?? ''}/v1/learned/settings`, {
        method: 'PUT',
        body: JSON.stringify({ open: true }),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${service.token()}` },
      });
      expect(answer.status).toBe(200);
    });
  },
  visit: async ({ browser, service }, use) => {
    await use(async (options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      const page = await context.newPage();
      await page.goto(`${service.url ?? ''}/learned/`);
      return page;
    });
  },
});

test('who sent data reads what it taught once an officer opens it, and how to have their own erased', async ({
  service,
  open,
  visit,
}) => {
  await sendFleet(service.url ?? '');
  const page = await visit();
  await expect(page.getByText('What was learned is not open here.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Your own data' })).toBeVisible();
  await open();
  await page.reload();
  await expect(page.getByLabel('In short')).toContainText('about 5');
  await expect(
    page.getByRole('region', { name: 'What went wrong most often' }).getByRole('listitem'),
  ).toHaveText(['Unexpected error: TypeError']);
  await expect(page.getByRole('region', { name: 'How long it is kept' })).toContainText('90 days');
  await expect(page.getByRole('main')).not.toContainText('secret');
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/learned.png', fullPage: true });
});

test('it is read in French, in the dark and on 320 pixels', async ({ service, open, visit }) => {
  await sendFleet(service.url ?? '');
  await open();
  const page = await visit({
    locale: 'fr-FR',
    colorScheme: 'dark',
    viewport: { width: 320, height: 700 },
  });
  await expect(page.getByRole('heading', { name: 'Ce que vos données ont appris' })).toBeVisible();
  await expect(page.getByLabel('En bref')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/learned-fr.png', fullPage: true });
});

test('What Candor sends leads there once an officer opens it, in the browser, and nothing new leaves Candor by it', async ({
  wire,
  start,
  open,
}) => {
  const first = await start();
  await expect.poll(() => wire.receipts().length, { timeout: 30_000 }).toBeGreaterThan(0);
  const before = await openViewer(first.app, first.window);
  await before.getByRole('tab', { name: 'Catalogue' }).click();
  await expect(before.getByRole('heading', { name: 'What Candor can send' })).toBeVisible();
  const link = { name: 'What your data taught' };
  await expect(before.getByRole('button', link)).toHaveCount(0);
  await first.quit();

  await open();
  const { app, window } = await start();
  const opened = await watchOutside(app, 1);
  const viewer = await openViewer(app, window);
  await viewer.getByRole('tab', { name: 'Catalogue' }).click();
  await expect(viewer.getByRole('button', link)).toBeVisible({ timeout: 30_000 });
  await expect(viewer.getByText(new URL(wire.url).host)).toBeVisible();
  expect(await axeFaults(viewer)).toEqual([]);
  const sent = wire.sent.length;
  await viewer.getByRole('button', link).click();
  const page = `${wire.url}/learned/`;
  await expect.poll(async () => (await opened()).opened).toEqual([page]);
  expect(wire.sent.slice(sent)).toEqual([]);
});
