import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright';
import {
  startProvider,
  clientId,
  clientSecret,
} from '../service/telemetry/testing/openIdProvider.testkit.ts';
import { send, withdraw } from '../service/telemetry/testing/client.ts';
import { crashLine, digestOf, dumpOf, postCrash } from '../service/telemetry/testing/crashes.ts';
import {
  createDraw,
  drawId,
  headerLine,
  owner,
  ownerKey,
  recordLine,
} from '../service/telemetry/testing/records.ts';
import { uploadMaps } from '../service/telemetry/errors/maps/uploadMaps.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { pressAt, tabTo } from './fixtures/byKeyboard.ts';
import { expect } from './fixtures/candor.ts';
import { daysAgo } from './fixtures/fleet.ts';
import { insightsTest } from './fixtures/insightsTest.ts';
import { layoutFaults } from './fixtures/layoutFaults.ts';
import type { TelemetryService } from './fixtures/telemetryService.ts';

const draw = createDraw(109);
const at = `${daysAgo(1)}T09:59:59.000Z`;
const bodyFrom = (version: string, ...lines: readonly string[]) =>
  [headerLine.replace('0.1.0', version), ...lines].map((line) => `${line}\n`).join('');
const stack = 'at open (app://candor/renderer/assets/index.js:1:2042)';
const exception = (person: string, owned = { owner: '1'.repeat(64) }) =>
  recordLine('exception', drawId(draw), {
    at,
    ...owned,
    fields: { userId: person, exceptionType: 'TypeError', exceptionStack: stack },
  });
const dump = dumpOf('what stood in memory', 2_000_000);

/** Six people's exceptions, one of whom may withdraw theirs; failed calls; a crash and its dump. */
async function sendErrors(url: string): Promise<void> {
  const people = Array.from({ length: 5 }, (_, index) => exception(`person${index}`));
  const calls = Array.from({ length: 5 }, (_, index) =>
    recordLine('callFailure', drawId(draw), {
      at,
      fields: { userId: `person${index}`, roundTrip: 40 + index },
    }),
  );
  const crash = crashLine(drawId(draw), dump);
  const { rejected } = await send(
    url,
    bodyFrom('0.1.0', ...people, exception('leaver', { owner }), ...calls, crash),
  );
  expect(rejected).toEqual([]);
  expect((await postCrash(url, { record: crash, dump })).status).toBe(200);
}

/** Sends the exception again, from a later version. */
const meetAgain = (url: string) => send(url, bodyFrom('1.1.0', exception('person0')));

interface Fixtures {
  /**
   * Lets people sign in by OpenID Connect, each with a role.
   * @returns the page of one of them.
   */
  readAs: (name: string, role: 'analyst' | 'engineer') => Promise<Page>;
}

const test = insightsTest.extend<Fixtures>({
  token: async ({ service }, use) => {
    await sendErrors(service.url ?? '');
    await use(service.token());
  },
  readAs: async ({ service, folder, visit, token }, use) => {
    expect(token).not.toBe('');
    const address = service.url ?? '';
    const provider = await startProvider({ callback: `${address}/insights/session/callback` });
    const { issuer } = provider;
    const roles = { analyst: ['analyst'], engineer: ['analyst', 'engineer'] };
    const settings = { name: 'Contoso', issuer, clientId, address, roles };
    await changed(service, join(folder, 'service'), {
      'openid-secret': clientSecret,
      'openid.json': JSON.stringify({ ...settings, clientSecretFile: 'openid-secret' }),
    });
    await use(async (name, role) => {
      provider.isNow({ id: name, name, groups: [role] });
      const page = await visit('?page=errors');
      await page.getByRole('link', { name: /Contoso/ }).click();
      await page.getByRole('navigation').getByRole('link', { name: 'Errors' }).click();
      return page;
    });
    await provider.close();
  },
});

/** Restarts the service with these files in its data folder. */
async function changed(
  service: TelemetryService,
  data: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await service.stop();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(data, name), content, { mode: 0o600 });
  await service.start();
}

const groups = (page: Page) => page.getByRole('region', { name: /^Errors/ }).getByRole('listitem');
const group = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name });
const state = (page: Page) => page.getByRole('region', { name: 'State' });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const accessLog = async ({ url }: TelemetryService, token: string) => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${url ?? ''}/v1/access-log`, { headers })).text();
};

test('an engineer resolves a group by the keyboard alone, and a later version opens it again', async ({
  read,
  service,
}) => {
  const page = await read('?page=errors');
  await group(page, 'TypeError').waitFor();
  await pressAt(page, group(page, 'TypeError'));
  await heading(page, 'TypeError').waitFor();
  await expect(state(page)).toContainText('Nobody has said anything of it yet.');
  await pressAt(page, page.getByRole('button', { name: 'Change the state' }));
  await expect(page.getByRole('radio', { name: 'Open' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Resolved' })).toBeFocused();
  await tabTo(page, page.getByLabel('Resolved in version'));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Say in which version/)).toBeVisible();
  await page.keyboard.insertText('1.0.0');
  await tabTo(page, page.getByLabel('Note'));
  await page.keyboard.insertText('The list may be empty.');
  await pressAt(page, page.getByRole('button', { name: 'Save' }));
  await expect(page.getByRole('button', { name: 'Change the state' })).toBeFocused();
  await expect(state(page)).toContainText('Resolved in 1.0.0');
  await expect(state(page)).toContainText(/Set by whoever has the service’s token on/);
  await meetAgain(service.url ?? '');
  await page.reload();
  await expect(state(page)).toContainText('Open again: 1.1.0');
  await expect(state(page)).toContainText(
    'It was resolved in 1.0.0. Version 1.1.0 met it again, so it is open.',
  );
  await expect(state(page)).toContainText('The list may be empty.');
});

test('the list is narrowed down to a state, which the way to a group and back keeps', async ({
  read,
}) => {
  const page = await read('?page=errors');
  await group(page, 'Call that failed').click();
  await page.getByRole('button', { name: 'Change the state' }).click();
  await page.getByRole('radio', { name: 'Ignored' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(state(page)).toContainText('Ignored');
  await page.getByRole('link', { name: 'All errors' }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption('Ignored');
  await expect(groups(page)).toHaveCount(1);
  await expect(groups(page)).toContainText('Call that failed');
  await group(page, 'Call that failed').click();
  await heading(page, 'Call that failed').waitFor();
  await page.getByRole('link', { name: 'All errors' }).click();
  await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue('ignored');
  await page.getByRole('combobox', { name: 'State' }).selectOption('Resolved');
  await expect(page.getByText('No group of the period is in this state.')).toBeVisible();
});

test('an analyst reads what an engineer said of a group, and can neither change it nor see a report', async ({
  readAs,
}) => {
  const engineer = await readAs('Anne Bloggs', 'engineer');
  await group(engineer, 'TypeError').click();
  await engineer.getByRole('button', { name: 'Change the state' }).click();
  await engineer.getByRole('radio', { name: 'Ignored' }).click();
  await engineer.getByLabel('Note').fill('An extension makes it.');
  await engineer.getByRole('button', { name: 'Save' }).click();
  const analyst = await readAs('Bob', 'analyst');
  await group(analyst, 'TypeError').click();
  await expect(state(analyst)).toContainText('An extension makes it.');
  await expect(state(analyst)).toContainText('Set by Anne Bloggs on');
  await expect(analyst.getByText('Single reports, and what sets them apart,')).toBeVisible();
  await expect(analyst.getByRole('button', { name: 'Change the state' })).toHaveCount(0);
  await expect(analyst.getByRole('region', { name: 'Some reports' })).toHaveCount(0);
  const { origin, searchParams } = new URL(analyst.url());
  const name = encodeURIComponent(searchParams.get('group') ?? '');
  const refused = await analyst.request.put(`${origin}/v1/insights/errors/${name}/state`, {
    data: { state: 'open' },
    headers: { origin },
  });
  expect(refused.status()).toBe(403);
  await analyst.reload();
  await expect(state(analyst)).toContainText('Ignored');
});

test('a withdrawal changes the page', async ({ read, service }) => {
  const page = await read('?page=errors');
  const error = groups(page).filter({ hasText: 'TypeError' });
  await expect(error).toContainText('Reports: 6');
  await withdraw(service.url ?? '', ownerKey);
  await page.reload();
  await expect(error).toContainText('Reports: 5');
  await expect(error).toContainText('People: 5');
});

test('a report tells each field without an ID, and its stack by the source maps beside the raw one; that it was read is recorded', async ({
  read,
  folder,
  service,
  token,
}) => {
  const maps = join(folder, 'maps');
  mkdirSync(join(maps, 'renderer/assets'), { recursive: true });
  const map = { version: 3, file: 'index.js', sources: ['../src/conversation.ts'], names: [] };
  writeFileSync(
    join(maps, 'renderer/assets/index.js.map'),
    JSON.stringify({ ...map, mappings: 'AAqBI' }),
  );
  const files = ['renderer/assets/index.js'];
  writeFileSync(join(maps, 'release.json'), JSON.stringify({ version: '0.1.0', files }));
  expect(uploadMaps(join(folder, 'service'), '0.1.0', maps)).toMatchObject({ ok: true });
  const page = await read('?page=errors');
  await group(page, 'TypeError').click();
  const reports = page.getByRole('region', { name: 'Some reports' });
  await reports
    .getByRole('button', { name: /version 0\.1\.0/ })
    .first()
    .click();
  await expect(reports.getByRole('row', { name: /^Exception stack/ })).toContainText(
    'index.js:1:2042',
  );
  await expect(reports.getByRole('row', { name: /^Exception stack/ })).toContainText(
    'The person, possibly',
  );
  await reports.getByRole('button', { name: 'Read the stack by the source maps' }).click();
  await expect(reports.getByRole('listitem')).toHaveText(['open src/conversation.ts:22:5']);
  const { records } = (await (
    await fetch(`${service.url ?? ''}/v1/records?category=error`, {
      headers: { authorization: `Bearer ${token}` },
    })
  ).json()) as { records: { id: string; fields: { userId?: string } }[] };
  const shown = await page.locator('body').innerText();
  for (const { id, fields } of records) {
    expect(shown).not.toContain(id);
    expect(shown).not.toContain(fields.userId ?? id);
  }
  expect(await accessLog(service, token)).toContain('"kind":"recordRead"');
});

test('dumps are taken along by engineers, and each is an entry in the log', async ({
  read,
  service,
  token,
}) => {
  const page = await read('?page=errors');
  await group(page, 'crash').click();
  const dumps = page.getByRole('region', { name: 'Memory dumps' });
  await expect(dumps).toContainText('Each download is recorded.');
  await expect(dumps.getByRole('listitem')).toContainText('version 0.1.0 · 2 MB');
  await page.getByRole('heading', { level: 3 }).getByRole('button').first().click();
  await expect(page.getByRole('row', { name: /^Incident/ })).toBeVisible();
  await expect(page.locator('body')).not.toContainText(digestOf(dump));
  expect(await accessLog(service, token)).not.toContain('dumpRead');
  const saved = page.waitForEvent('download');
  await dumps.getByRole('button', { name: 'Download dump 1' }).click();
  expect(await text(await (await saved).createReadStream())).toBe(dump.toString());
  expect(await accessLog(service, token)).toContain('dumpRead');
});

for (const locale of ['en-GB', 'fr-FR'])
  test(`a group’s page is whole from 320 pixels on, and axe finds nothing in either theme, in ${locale}`, async ({
    read,
  }) => {
    const page = await read('?page=errors', { locale });
    for (const name of ['TypeError', 'SIGSEGV', 'No ICE connection']) {
      await group(page, name).click();
      await heading(page, name).waitFor();
      await page.locator('main h3 button').first().click();
      await page.locator('main section button').first().click();
      await page.getByRole('radio').nth(1).click();
      expect(await layoutFaults(page)).toEqual([]);
      expect(await axeFaults(page)).toEqual([]);
      await page.goBack();
    }
  });

test('on paper a group has its state and its reports that are open, and nothing to press', async ({
  read,
}) => {
  const page = await read('?page=errors', { colorScheme: 'dark' });
  await group(page, 'TypeError').click();
  await page.locator('main h3 button').first().click();
  await page.emulateMedia({ media: 'print' });
  await expect(state(page)).toContainText('Open');
  await expect(page.getByRole('button', { name: 'Change the state' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Read the stack' })).toBeHidden();
  await expect(page.getByRole('row', { name: /^Exception stack/ })).toBeVisible();
});

test('where the data were made up, every page says so, on paper too', async ({
  read,
  service,
  folder,
  token,
}) => {
  const note = (page: Page) => page.getByRole('complementary').filter({ hasText: /^Made-up data/ });
  const page = await read('?page=errors');
  await group(page, 'TypeError').waitFor();
  await expect(note(page)).toHaveCount(0);
  await changed(service, join(folder, 'service'), { 'synthetic.json': '{}' });
  const search = ['overview', 'audience', 'signingIn', 'use', 'stability', 'errors', 'releases'];
  for (const name of search) {
    await page.goto(`${service.url ?? ''}/insights/?page=${name}`);
    await expect(note(page)).toBeVisible();
  }
  expect(await axeFaults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(note(page)).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  const opened = await page.request.put(`${service.url ?? ''}/v1/learned/settings`, {
    data: { open: true },
    headers: { authorization: `Bearer ${token}` },
  });
  expect(opened.status()).toBe(200);
  await page.goto(`${service.url ?? ''}/learned/`);
  await expect(note(page)).toBeVisible();
});
