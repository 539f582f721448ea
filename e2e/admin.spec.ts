import { text } from 'node:stream/consumers';
import type { Page } from 'playwright';
import { adminTest as test, signInAs } from './fixtures/adminTest.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { pressAt, tabTo } from './fixtures/byKeyboard.ts';
import { expect } from './fixtures/candor.ts';
import { layoutFaults } from './fixtures/layoutFaults.ts';
import { openOptions, optInName } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { signIn } from './fixtures/talking.ts';
import { adminPassword, codeAt } from '../service/pool/testing/administrator.ts';

const { alice } = people;
const contoso = '?page=organisations&organisation=contoso.com';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const entry = (page: Page, number: number) =>
  page.getByRole('table', { name: 'What was changed' }).getByRole('row').nth(number);

const refusal = (page: Page) =>
  page
    .getByRole('region')
    .filter({ has: page.getByText('DisableAutomaticSendTracing', { exact: true }) });

test('what an administrator refuses for an organisation locks a running client’s box within a second, with who decided; taking it back unlocks it, and the log shows both', async ({
  administer,
  start,
  pool,
}) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, alice);
  const dialog = await openOptions(window);
  const box = dialog.getByRole('checkbox', { name: optInName });
  await expect(box).toBeEnabled();

  const page = await administer('administrator', contoso);
  const means = part(page, 'What this means');
  await expect(means).toContainText('As each person chooses');
  await refusal(page).getByRole('radio', { name: 'true' }).click();
  await expect(means.getByText('would change').first()).toBeVisible();
  await expect(means).toContainText('DisableAutomaticSendTracing is true');
  await refusal(page).getByRole('button', { name: 'Save' }).click();
  await expect(box).toBeDisabled({ timeout: 1_000 });
  await expect(
    dialog.getByText(`Managed by Contoso, from ${new URL(pool.url).host}`),
  ).toBeVisible();
  await expect(means.getByText('would change')).toHaveCount(0);

  await page.getByRole('link', { name: 'Changes' }).click();
  await expect(entry(page, 1)).toContainText(
    'DisableAutomaticSendTracing of contoso.com: from not set to true.',
  );
  await expect(entry(page, 1)).toContainText('administrator');
  await entry(page, 1).getByRole('button', { name: 'Undo' }).click();
  await expect(box).toBeEnabled({ timeout: 1_000 });
  await expect(entry(page, 1)).toContainText(
    'DisableAutomaticSendTracing of contoso.com: from true to not set.',
  );
  await expect(entry(page, 2)).toContainText('Was undone');
  await expect(part(page, 'Is it whole?').getByRole('status')).toContainText('unbroken');
});

test('two hundred accounts are imported at once, but for the one that is bad, which its line tells first', async ({
  administer,
}) => {
  const page = await administer('administrator');
  await page.getByRole('button', { name: 'Import' }).click();
  const lines = Array.from({ length: 200 }, (_, index) =>
    index === 120 ? 'nobody at all,Nobody' : `p${index}@contoso.com,Person ${index}`,
  );
  const csv = ['address,name', ...lines].join('\n');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const preview = part(page, 'What people.csv would do');
  await expect(preview).toContainText('199 accounts would be added. 1 line can’t be.');
  const bad = preview.getByRole('row').nth(1);
  await expect(bad).toContainText('nobody at all');
  await expect(bad).toContainText('122');
  await expect(bad).toContainText('No address such as alice@contoso.com');

  await page.getByRole('button', { name: 'Add 199 accounts' }).click();
  await expect(part(page, 'Added')).toContainText('199 accounts were added.');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save what to hand out' }).click();
  const told = (await text(await (await waiting).createReadStream())).trim().split('\r\n');
  expect(told).toHaveLength(200);
  expect(told.at(-1)).toContain('/admin/#password=');

  await page.getByRole('link', { name: 'Changes' }).click();
  await expect(entry(page, 1)).toContainText('199 changes at once.');
  await page.getByRole('link', { name: 'Accounts' }).click();
  await expect(page.getByText('1 to 50 of 202 accounts').first()).toBeVisible();
});

test('a person chooses a password by the one-time link that an administrator hands on, once', async ({
  administer,
  visit,
  start,
  pool,
}) => {
  const page = await administer('administrator');
  await page.getByRole('button', { name: 'Add account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('dan@contoso.com');
  await dialog.getByLabel('Name').fill('Dan Dyer');
  await dialog.getByRole('button', { name: 'Add account' }).click();
  const link = await page.getByRole('alertdialog').locator('code').innerText();
  await page.getByRole('button', { name: 'I have handed it on' }).click();
  await expect(page.getByRole('table')).toContainText('Dan Dyer');

  const own = await visit(new URL(link).hash);
  await own.locator('input[type=password]').fill('several words are easy');
  await own.getByRole('button', { name: 'Set password' }).click();
  await expect(own.getByText('Your password is set. Open Candor, and sign in.')).toBeVisible();
  const again = await visit(new URL(link).hash);
  await expect(again.getByText('This link was used')).toBeVisible();

  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, {
    address: 'dan@contoso.com',
    displayName: 'Dan Dyer',
    password: 'several words are easy',
  });
});

test('a helpdesk resets a password, and is shown no policy, nor allowed one', async ({
  administer,
  administrator,
  pool,
}) => {
  const page = await administer('helpdesk');
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText(['Accounts']);
  await page.getByRole('button', { name: 'Reset password: Alice Archer' }).click();
  await page.getByRole('radio', { name: /The pool makes one/ }).click();
  await page.getByRole('button', { name: 'Reset password', exact: true }).click();
  await expect(page.getByRole('alertdialog').locator('code')).toHaveText(/^[a-z2-9-]{20}$/);

  await page.goto(`${pool.url}/admin/${contoso}`);
  await expect(
    page.getByText('This page is for administrators and owners. Your role is helpdesk'),
  ).toBeVisible();
  const other = await administrator('desk', 'helpdesk');
  expect((await other.signIn()).status).toBe(200);
  const asked = await other.ask(
    'PUT',
    '/admin/v1/organisations/contoso.com/policies/DisableAutomaticSendTracing',
    { seen: 99, value: true },
  );
  expect(asked.status).toBe(403);
});

test('a code that is wrong, of another time or used already is told as what it is', async ({
  administrator,
  visit,
}) => {
  const zoe = await administrator('zoe', 'owner');
  const page = await visit();
  const alert = page.getByRole('alert');
  const now = codeAt(zoe.totpSecret, Date.now());
  await signInAs(page, zoe, now === '000000' ? '111111' : '000000');
  await expect(alert).toContainText('The name, the password or the code is wrong.');
  await signInAs(page, zoe, codeAt(zoe.totpSecret, Date.now() + 3_600_000));
  await expect(alert).toContainText('authenticator’s clock is 60 minutes ahead of the pool’s');
  const code = codeAt(zoe.totpSecret, Date.now());
  await signInAs(page, zoe, code);
  await expect(page.getByRole('navigation')).toBeAttached();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInAs(page, zoe, code);
  await expect(alert).toContainText('This code was used already.');
});

test('who would overwrite what another changed meanwhile is told what that was, and nothing is lost', async ({
  administer,
}) => {
  const [first, second] = [
    await administer('administrator', contoso, { name: 'first' }),
    await administer('administrator', contoso, { name: 'second' }),
  ];
  await refusal(second).getByRole('radio', { name: 'false' }).click();
  await refusal(first).getByRole('radio', { name: 'true' }).click();
  await refusal(first).getByRole('button', { name: 'Save' }).click();
  await expect(refusal(first).getByRole('button', { name: 'Save' })).toHaveCount(0);
  await refusal(second).getByRole('button', { name: 'Save' }).click();
  await expect(refusal(second).getByRole('alert')).toContainText(
    'DisableAutomaticSendTracing of contoso.com: from not set to true.',
  );
  await second.reload();
  await expect(refusal(second).getByRole('radio', { name: 'true' })).toBeChecked();
});

test('who is signed in stands there in numbers, with the versions of their clients', async ({
  administer,
  start,
  pool,
}) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, alice);
  const page = await administer('administrator', '?page=numbers');
  const rows = part(page, 'By organisation').getByRole('row');
  await expect(rows.nth(1)).toHaveText('contoso.com112');
  await expect(rows.nth(2)).toHaveText('fabrikam.com001');
  await expect(part(page, 'By version').getByRole('row').nth(1)).toContainText('0.1.0');
  expect(await page.content()).not.toContain(alice.address);
});

test('a new administrator is added, sets up password and authenticator by a link, and signs in', async ({
  administer,
  visit,
}) => {
  const page = await administer('owner', '?page=administrators');
  await page.getByRole('button', { name: 'Add administrator' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('zoe.ops');
  await dialog.getByRole('radio', { name: /^Administrator/ }).click();
  await dialog.getByRole('button', { name: 'Add administrator' }).click();
  const link = await page.getByRole('alertdialog').locator('code').innerText();
  await page.getByRole('button', { name: 'I have handed it on' }).click();

  const own = await visit(new URL(link).hash);
  await expect(own.getByText('You are zoe.ops, with the role administrator.')).toBeVisible();
  const totpSecret = (await own.locator('code').innerText()).replaceAll(/\s/g, '');
  await own.locator('input[type=password]').fill(adminPassword);
  await own.locator('input[autocomplete=one-time-code]').fill(codeAt(totpSecret, Date.now()));
  await own.getByRole('button', { name: 'Begin' }).click();
  await expect(own.getByText('Signed in: zoe.ops (administrator)')).toBeVisible();
});

test('by keyboard alone, an administrator signs in and refuses for an organisation', async ({
  visit,
  administrator,
}) => {
  const zoe = await administrator('zoe', 'administrator');
  const page = await visit(contoso);
  for (const [field, value] of [
    ['username', zoe.name],
    ['current-password', adminPassword],
    ['one-time-code', codeAt(zoe.totpSecret, Date.now())],
  ] as const) {
    await tabTo(page, page.locator(`input[autocomplete=${field}]`));
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
  await expect(part(page, 'What this means')).toBeVisible();
  await tabTo(page, refusal(page).getByRole('radio', { name: 'Not set' }));
  await page.keyboard.press('ArrowDown');
  await pressAt(page, refusal(page).getByRole('button', { name: 'Save' }));
  await expect(part(page, 'What this means')).toContainText('DisableAutomaticSendTracing is true');
  await expect(refusal(page).getByRole('button', { name: 'Save' })).toHaveCount(0);
});

for (const locale of ['en-GB', 'fr-FR'])
  test(`every page is accessible, light and dark, and fits from 320 pixels on: ${locale}`, async ({
    administer,
    visit,
    pool,
  }) => {
    const signedOut = await visit('', { locale });
    const faults = [...(await axeFaults(signedOut)), ...(await layoutFaults(signedOut))];
    const page = await administer('owner', '', { locale });
    for (const search of [
      '?page=accounts',
      '?page=import',
      '?page=organisations',
      contoso,
      '?page=numbers',
      '?page=log',
      '?page=administrators',
    ]) {
      await page.goto(`${pool.url}/admin/${search}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('.fui-Spinner')).toHaveCount(0);
      const found = [...(await axeFaults(page)), ...(await layoutFaults(page))];
      faults.push(...found.map((fault) => `${search} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
