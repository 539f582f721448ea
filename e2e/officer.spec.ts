import { DatabaseSync } from 'node:sqlite';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Download, Page } from 'playwright';
import { firstBreak, type ChainEntry } from '../contract/ledger.ts';
import { accountMessage, type ErasedPerson } from '../contract/insights/person.ts';
import { hashAccount } from '../electron/core/records/identity.ts';
import { checksOut, send } from '../service/telemetry/testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../service/telemetry/testing/records.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { pressAt, tabTo } from './fixtures/byKeyboard.ts';
import { expect } from './fixtures/candor.ts';
import { insightsTest as test } from './fixtures/insightsTest.ts';
import { layoutFaults } from './fixtures/layoutFaults.ts';
import { refuseEntries } from './fixtures/refuseEntries.ts';

const draw = createDraw(11);
const account = 'zoe@contoso.example';
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

/**
 * Sends two census records and an error of the account, and an error of another.
 * @returns the errors’ numbers.
 */
async function arrive(url: string): Promise<readonly [string, string]> {
  const [own, other] = [drawId(draw), drawId(draw)];
  const census = { userId: hashAccount(account, sha256) };
  const { rejected } = await send(
    url,
    bodyOf(
      recordLine('snapshot', drawId(draw), { fields: census }),
      recordLine('snapshot', drawId(draw), { fields: census }),
      recordLine('exception', own, { fields: { userId: account } }),
      recordLine('exception', other, { fields: { userId: 'amos' } }),
    ),
  );
  expect(rejected).toEqual([]);
  return [own, other];
}

/** Reads as a script with the token does. */
async function readByToken(url: string, token: string, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
  }
}

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await press();
  return text(await (await waiting).createReadStream());
}

const log = (page: Page) => page.getByRole('table', { name: 'Who looked' });
const check = (page: Page) => page.getByRole('region', { name: 'Is it whole?' });

test('an officer reads who looked at what and when, takes it along, and hears whether anything was cut off or changed', async ({
  service,
  folder,
  token,
  read,
}) => {
  const url = service.url ?? '';
  const [own] = await arrive(url);
  const page = await read('?page=accessLog');
  await expect(page.getByText('Nobody read anything of a person’s in this period')).toBeVisible();
  await expect(check(page)).toContainText('There is no entry yet.');

  await readByToken(url, token, `/v1/records/${own}`, '/v1/records?category=error');
  await page.reload();
  const rows = log(page).getByRole('row');
  const [newest, oldest] = [rows.nth(1), rows.nth(2)];
  await expect(newest).toContainText('The holder of the service’s token');
  await expect(newest).toContainText('Read a list with 2 error reports.');
  await expect(newest).toContainText('category=error');
  await expect(oldest).toContainText('Read one error report.');
  await expect(oldest).toContainText(own);
  await expect(log(page).getByRole('rowheader').first()).toContainText(
    String(new Date().getUTCFullYear()),
  );
  await expect(log(page).getByRole('row').last()).toContainText('Began this log.');
  await expect(check(page).getByRole('status')).toHaveText('The chain is unbroken: 3 entries.');

  const group = page.getByRole('group', { name: 'Download all entries of the period' });
  const csv = await saved(page, () => group.getByRole('button', { name: 'CSV' }).click());
  expect(csv).toContain('seq,at,kind,by,who,subject,what,trace,hash\r\n3,');
  const json = await saved(page, () => group.getByRole('button', { name: 'JSON' }).click());
  const entries = (JSON.parse(json) as ChainEntry[]).reverse();
  expect(entries).toHaveLength(3);
  expect(firstBreak(entries, (it) => sha256(it).toString('hex'))).toBeUndefined();

  const noted = entries.at(-1)?.hash ?? '';
  await check(page).getByLabel('A hash that you noted down').fill(noted);
  await check(page).getByRole('button', { name: 'Check with it' }).click();
  await expect(check(page).getByRole('status')).toContainText('is among them');
  await check(page).getByLabel('A hash that you noted down').fill('0'.repeat(63));
  await check(page).getByRole('button', { name: 'Check with it' }).click();
  await expect(check(page)).toContainText('This is no hash of an entry.');
  await check(page).getByLabel('A hash that you noted down').fill('0'.repeat(64));
  await check(page).getByRole('button', { name: 'Check with it' }).click();
  await expect(check(page).getByRole('status')).toContainText('the log was cut off');

  const file = new DatabaseSync(join(folder, 'service', 'access-log.db'));
  file.exec(`DROP TRIGGER entries_stay_as_they_are;
    UPDATE entries SET event = replace(event, 'token', 'Anne') WHERE seq = 2`);
  file.close();
  await page.reload();
  await expect(check(page).getByRole('status')).toHaveText(
    'The chain is broken: entry no. 2 was changed.',
  );
  await expect(log(page).getByRole('row').nth(2)).toContainText('This entry can’t be read');
  await expect(newest).toContainText('Read a list with 2 error reports.');
});

test('many entries are read a page at a time, the newest first, and back again', async ({
  service,
  token,
  read,
}) => {
  const url = service.url ?? '';
  const [own] = await arrive(url);
  await readByToken(url, token, ...Array.from({ length: 59 }, () => `/v1/records/${own}`));
  const page = await read('?page=accessLog');
  await expect(page.getByText('Entries 11 to 60').first()).toBeVisible();
  const older = page.getByRole('button', { name: 'Older' });
  await older.click();
  await expect(page.getByText('Entries 1 to 10').first()).toBeVisible();
  await expect(log(page).getByRole('row').last()).toContainText('Began this log.');
  await expect(older).toBeDisabled();
  await page.getByRole('button', { name: 'Newer' }).click();
  await expect(page.getByText('Entries 11 to 60').first()).toBeVisible();
});

test('an officer gives an account its data, and erases them by a box that names it, with a signed confirmation', async ({
  service,
  token,
  read,
}) => {
  const url = service.url ?? '';
  const [own, other] = await arrive(url);
  const page = await read('?page=rights');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect(page.getByText('Type an account first.')).toBeVisible();
  await page.getByLabel('Account').fill(' Zoe@Contoso.example ');
  await page.getByLabel('Account').press('Enter');

  const found = page.getByRole('region', { name: `What is stored of ${account}` });
  await expect(found).toContainText('Census records (devices and versions)2');
  await expect(found).toContainText('Error reports1');
  await expect(found.getByRole('list', { name: 'What can’t be found' })).toContainText(
    'Not found: usage data, which have no account.',
  );
  const exported = await saved(page, () =>
    found.getByRole('button', { name: 'Save all of it as a file' }).click(),
  );
  expect((JSON.parse(exported) as { records: unknown[] }).records).toHaveLength(3);

  await found.getByRole('button', { name: 'Erase …' }).click();
  const box = page.getByRole('alertdialog', { name: `Erase everything of ${account}?` });
  await expect(box).toContainText('Census records: 2. Error reports: 1. Memory dumps: 0.');
  await box.getByRole('button', { name: 'Cancel' }).click();
  expect(await service.find(own)).toBeDefined();
  await found.getByRole('button', { name: 'Erase …' }).click();
  await box.getByRole('button', { name: 'Erase for good' }).click();

  const erased = page.getByRole('region', { name: `Erased: ${account}` });
  await expect(erased).toContainText('Signature');
  const { confirmation } = JSON.parse(
    await saved(page, () => erased.getByRole('button', { name: 'Save the confirmation' }).click()),
  ) as ErasedPerson;
  const { signature, ...unsigned } = confirmation;
  await expect(erased).toContainText(signature);
  expect(await checksOut(url, accountMessage(unsigned), signature)).toBe(true);
  expect(await service.find(own)).toBeUndefined();
  expect(await service.find(other)).toBeDefined();

  await page.getByLabel('Account').fill(account);
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect(found).toContainText('Nothing was found.');
  await page.getByRole('link', { name: 'Access log' }).click();
  await expect(log(page)).toContainText('Erased an account: 3 records.');
  await expect(log(page)).toContainText(
    'Looked up an account: 3 records were found and given out.',
  );
  await expect(log(page)).not.toContainText('zoe');
  expect(token).not.toBe('');
});

test.describe(() => {
  test.use({ refusals: [401, 503] });

  test('where the access log can’t be written, no page shows anything of a person’s, and says why', async ({
    service,
    folder,
    token,
    read,
  }) => {
    const url = service.url ?? '';
    const [own] = await arrive(url);
    await readByToken(url, token, `/v1/records/${own}`);
    refuseEntries(join(folder, 'service'));
    const page = await read('?page=rights');
    const refused = page
      .getByRole('main')
      .getByRole('alert')
      .filter({
        hasText:
          /Nothing was read or done: each such reading is written down in the access log first/,
      });
    await page.getByLabel('Account').fill(account);
    await page.getByLabel('Account').press('Enter');
    await expect(refused).toBeVisible();
    await expect(page.getByRole('region', { name: account })).toHaveCount(0);
    await page.goto(`${url}/insights/?page=errors`);
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    await expect(refused.first()).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(/zoe|amos/);
    await page.goto(`${url}/insights/?page=settings`);
    await page.getByRole('switch', { name: 'Open to everyone' }).click();
    await expect(refused).toBeVisible();
    await expect(page.getByRole('switch', { name: 'Open to everyone' })).not.toBeChecked();
    await page.goto(`${url}/insights/?page=accessLog`);
    await expect(log(page).getByRole('row')).toHaveCount(3);
  });
});

test('an officer opens to everyone what was learned, sees how long is kept, and closes it again', async ({
  service,
  read,
}) => {
  const page = await read('?page=settings');
  const kept = page.getByRole('region', { name: 'How long it is kept' });
  await expect(kept).toContainText('Census records400 days');
  await expect(kept).toContainText('Error reports and memory dumps90 days');
  await expect(kept).toContainText('by --keep-days and --keep-error-days');
  await expect(
    page.getByRole('region', { name: 'The fewest that a number may be about' }),
  ).toContainText('Devices or people5');
  const open = page.getByRole('switch', { name: 'Open to everyone' });
  await expect(open).not.toBeChecked();
  await open.click();
  await expect(open).toBeChecked();
  await page.getByRole('link', { name: 'See the page' }).click();
  await expect(page.getByRole('heading', { name: 'What your data taught' })).toBeVisible();
  await expect(page.getByText('What was learned is not open here.')).toBeHidden();
  await page.goBack();
  await expect(open).toBeChecked();
  await open.click();
  await expect(open).not.toBeChecked();
  await expect(page.getByRole('link', { name: 'See the page' })).toBeHidden();
  expect((await fetch(`${service.url ?? ''}/v1/learned`)).status).toBe(404);
  await page.getByRole('link', { name: 'Access log' }).click();
  await expect(log(page)).toContainText('Opened to everyone what was learned.');
  await expect(log(page)).toContainText('Closed what was learned.');
});

for (const name of ['accessLog', 'rights', 'settings'])
  for (const locale of ['en-GB', 'fr-FR'])
    test(`nothing is cut off on ${name}, from 320 pixels on, and axe finds nothing in either theme, in ${locale}`, async ({
      service,
      token,
      read,
    }) => {
      const url = service.url ?? '';
      const [own] = await arrive(url);
      await readByToken(url, token, `/v1/records/${own}`, '/v1/records?category=error');
      const page = await read(`?page=${name}`, { locale });
      if (name === 'rights') {
        await page.getByRole('main').getByRole('textbox').fill(account);
        await page.getByRole('main').getByRole('button').click();
        await expect(page.getByRole('region', { name: account })).toBeVisible();
      }
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await layoutFaults(page)).toEqual([]);
      expect(await axeFaults(page)).toEqual([]);
    });

test('the keyboard alone is enough for an officer, and the log stands whole on paper', async ({
  service,
  token,
  read,
}) => {
  const url = service.url ?? '';
  await arrive(url);
  const page = await read('?page=rights');
  await tabTo(page, page.getByLabel('Account'));
  await page.keyboard.type(account);
  await page.keyboard.press('Enter');
  await pressAt(page, page.getByRole('button', { name: 'Erase …' }));
  await expect(page.getByRole('button', { name: 'Erase for good' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: `Erased: ${account}` })).toBeFocused();
  await page.reload();
  await pressAt(page, page.getByRole('link', { name: 'Settings' }));
  await tabTo(page, page.getByRole('switch', { name: 'Open to everyone' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('switch', { name: 'Open to everyone' })).toBeChecked();
  await page.reload();
  await pressAt(page, page.getByRole('link', { name: 'Access log' }));
  await expect(log(page)).toContainText('Erased an account: 3 records.');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  await expect(log(page)).toBeVisible();
  expect(token).not.toBe('');
});
