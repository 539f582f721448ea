import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { alertsAnswer, mostRules } from '../contract/insights/alerts.ts';
import {
  mailUser,
  startMailServer,
  startReceiver,
  type Receiver,
} from '../service/telemetry/alerts/testing/receivers.testkit.ts';
import {
  clientId,
  clientSecret,
  startProvider,
} from '../service/telemetry/testing/openIdProvider.testkit.ts';
import { send } from '../service/telemetry/testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../service/telemetry/testing/records.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { pressAt, tabTo } from './fixtures/byKeyboard.ts';
import { expect } from './fixtures/candor.ts';
import { daysAgo } from './fixtures/fleet.ts';
import { refuseEntries } from './fixtures/refuseEntries.ts';
import { insightsTest } from './fixtures/insightsTest.ts';
import { layoutFaults } from './fixtures/layoutFaults.ts';
import type { TelemetryService } from './fixtures/telemetryService.ts';

const draw = createDraw(116);

/** Ten devices whose people can't sign in. */
async function failToSignIn(url: string): Promise<void> {
  const lines = Array.from({ length: 10 }, () =>
    recordLine('snapshot', drawId(draw), {
      at: `${daysAgo(0)}T00:00:01.000Z`,
      fields: { deviceId: drawId(draw), signInAttempts: 20, signInFailures: 19 },
    }),
  );
  expect((await send(url, bodyOf(...lines))).rejected).toEqual([]);
}

/** Restarts the service with these files in its data folder. */
async function restarted(
  service: TelemetryService,
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await service.stop();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, 'service', name), content, { mode: 0o600 });
  await service.start();
}

interface Fixtures {
  receiver: Receiver;
  /** The page of an officer, of a service whose people can’t sign in. */
  officer: (options?: { readonly locale?: string }) => Promise<Page>;
  /** Lets people sign in by OpenID Connect. @returns the page of one who did. */
  engineer: () => Promise<Page>;
}

const test = insightsTest.extend<Fixtures>({
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
  officer: async ({ service, read }, use) => {
    await failToSignIn(service.url ?? '');
    await use((options) => read('?page=alerts', options));
  },
  engineer: async ({ service, folder, visit }, use) => {
    const address = service.url ?? '';
    const provider = await startProvider({ callback: `${address}/insights/session/callback` });
    await use(async () => {
      const { issuer } = provider;
      const settings = { name: 'Contoso', issuer, clientId, address, roles: { all: ['engineer'] } };
      await restarted(service, folder, {
        'openid-secret': clientSecret,
        'openid.json': JSON.stringify({ ...settings, clientSecretFile: 'openid-secret' }),
      });
      provider.isNow({ id: 'u-1', name: 'Erin', groups: ['all'] });
      const page = await visit();
      await page.getByRole('link', { name: /Contoso/ }).click();
      return page;
    });
    await provider.close();
  },
});

const rules = (page: Page) => page.getByRole('main').getByRole('listitem');
const ofSigningIn = (page: Page) =>
  rules(page).filter({ hasText: 'More than 10% of attempts to sign in fail (last 7 days)' });

/** Makes the rule that fires at once. */
async function make(page: Page, url: string): Promise<void> {
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('radio', { name: 'Signing in fails more often' }).check();
  await page.getByLabel('Address of the webhook').fill(url);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(ofSigningIn(page)).toBeVisible();
}

test('an officer makes a rule, tries it, and reads that it fires and that its message arrived; changes it, and deletes it', async ({
  officer,
  receiver,
}) => {
  const page = await officer();
  await expect(page.getByText('Alerts tell you of trouble without your looking')).toBeVisible();
  await make(page, receiver.url);
  await expect(page.getByRole('button', { name: 'New rule' })).toBeFocused();
  const rule = ofSigningIn(page);
  await expect(rule).toContainText('Firing');
  await expect(rule).toContainText('95% of 200 attempts to sign in failed · since');
  await expect(rule).toContainText(`To ${new URL(receiver.url).host} · set by the service’s token`);
  await expect(rule).not.toContainText('secret');
  await expect.poll(() => receiver.got.map(({ event }) => event)).toEqual(['fired']);

  await rule.getByRole('button', { name: 'Try it' }).click();
  await expect(rule).toContainText('The trial arrived: the receiver answered 200.');
  expect(receiver.got[1]).toMatchObject({ event: 'trial', findings: [] });
  await page.reload();
  await expect(rule).toContainText('The last message arrived:');

  await rule.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByLabel('Address of the webhook')).toHaveValue(receiver.url);
  await page.getByLabel('Fires above').fill('99.5');
  await page.getByLabel('Days, today included').fill('1');
  await page.getByLabel('Language of its messages').selectOption('Français');
  await page.getByRole('button', { name: 'Save' }).click();
  const changed = rules(page).filter({ hasText: 'More than 99.5% of attempts to sign in fail' });
  await expect(changed).toContainText('Not firing');
  await expect(changed.getByRole('button', { name: 'Change' })).toBeFocused();
  await changed.getByRole('button', { name: 'Try it' }).click();
  await expect(changed).toContainText('The trial arrived');
  expect(receiver.got.at(-1)?.text).toContain('Candor, essai');

  const off = changed.getByRole('button', { name: 'Switch off' });
  await off.click();
  await expect(changed).toContainText('Switched off');
  await expect(page.getByText('it is watched no more, and sends nothing')).toBeAttached();
  await page.reload();
  await expect(changed).toContainText('Switched off');
  await changed.getByRole('button', { name: 'Switch on' }).click();
  await expect(changed).toContainText('Not firing');
  await expect(off).toBeFocused();

  await changed.getByRole('button', { name: 'Delete' }).click();
  const box = page.getByRole('alertdialog', { name: 'Delete this rule?' });
  await expect(box).toContainText('More than 99.5% of attempts to sign in fail');
  await box.getByRole('button', { name: 'Cancel' }).click();
  await expect(changed.getByRole('button', { name: 'Delete' })).toBeFocused();
  await changed.getByRole('button', { name: 'Delete' }).click();
  await box.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('There is no rule yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'New rule' })).toBeFocused();
  await page.getByRole('link', { name: 'Access log' }).click();
  const log = page.getByRole('table', { name: 'Who looked' });
  for (const deed of ['Made a', 'Sent a trial', 'Changed a', 'Switched a', 'Deleted a'])
    await expect(log).toContainText(deed);
});

test('a receiver that refuses is told in words, and that the message is tried again', async ({
  officer,
  receiver,
}) => {
  receiver.answers((_, response) => response.writeHead(410).end());
  const page = await officer();
  await make(page, receiver.url);
  const rule = ofSigningIn(page);
  await rule.getByRole('button', { name: 'Try it' }).click();
  await expect(rule).toContainText('The trial did not arrive: The receiver answered 410.');
  await page.reload();
  await expect(rule).toContainText(
    /1 message could not be delivered since .*: The receiver answered 410\. It is tried again/,
  );
});

test.describe(() => {
  test.use({ refusals: [401, 404, 409, 503] });

  test('a rule that somebody else deleted meanwhile is said to be gone; so is that there are a hundred, and that nothing can be written down', async ({
    officer,
    receiver,
    service,
    folder,
    token,
  }) => {
    const page = await officer();
    await make(page, receiver.url);
    const url = `${service.url ?? ''}/v1/insights/alerts`;
    const headers = { authorization: `Bearer ${token}` };
    const { alerts } = alertsAnswer.parse(await (await fetch(url, { headers })).json());
    for (const { id } of alerts) await fetch(`${url}/${id}`, { method: 'DELETE', headers });
    const rule = ofSigningIn(page);
    for (const name of ['Try it', 'Switch off']) {
      await rule.getByRole('button', { name }).click();
      await expect(rule.getByRole('alert').last()).toHaveText(/no such rule any more: somebody/);
    }
    await rule.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(rule.getByRole('alert')).toHaveText(/no such rule any more: somebody/);
    await page.reload();
    await expect(page.getByText('There is no rule yet')).toBeVisible();

    const body = JSON.stringify({
      kind: 'silence',
      hours: 3,
      to: { kind: 'webhook', url: receiver.url },
      language: 'en',
    });
    const json = { ...headers, 'content-type': 'application/json' };
    for (let count = 0; count < mostRules; count += 1)
      expect((await fetch(url, { method: 'POST', headers: json, body })).status).toBe(200);
    await page.reload();
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByLabel('Address of the webhook').fill(receiver.url);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('There are 100 rules already, the most that there')).toBeVisible();
    refuseEntries(join(folder, 'service'));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await rules(page).first().getByRole('button', { name: 'Switch off' }).click();
    await expect(rules(page).first().getByRole('alert')).toHaveText(
      /Nothing was read or done: .* the log can’t be written now/,
    );
    await expect(rules(page).first()).toContainText('Not firing');
  });
});

test('what makes no rule is said at its field, which has the focus; where no mail server is set up, the form says how', async ({
  officer,
}) => {
  const page = await officer();
  await page.getByRole('button', { name: 'New rule' }).click();
  const [days, url] = [page.getByLabel('Days, today included'), page.getByLabel('Address of the')];
  await days.fill('1.5');
  await url.fill('http://hooks.example/');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A whole number from 1 to 28.')).toBeVisible();
  await expect(page.getByText('An address as https://…, without a user name')).toBeVisible();
  await expect(days).toBeFocused();
  await days.fill('2');
  await expect(page.getByText('A whole number from 1 to 28.')).toBeHidden();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(url).toBeFocused();
  await expect(page.getByRole('radio', { name: 'by e-mail' })).toBeDisabled();
  await expect(page.getByText('This service has no mail server: put smtp.json')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'New rule' })).toBeFocused();
  await expect(page.getByText('There is no rule yet')).toBeVisible();
});

test('where a mail server is set up, a rule goes by e-mail, and an address that the server refuses is told', async ({
  officer,
  service,
  folder,
}) => {
  const mail = await startMailServer();
  await restarted(service, folder, {
    'smtp-password': mailUser.password,
    'smtp.json': JSON.stringify({
      host: '127.0.0.1',
      port: mail.port,
      security: 'none',
      user: mailUser.user,
      passwordFile: 'smtp-password',
      from: 'candor@contoso.example',
    }),
  });
  const page = await officer();
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('radio', { name: 'Nothing arrives' }).check();
  await page.getByLabel('Fires after so many hours').fill('3');
  await page.getByRole('radio', { name: 'by e-mail' }).check();
  await expect(page.getByText('This service has no mail server')).toBeHidden();
  const address = page.getByLabel('E-mail address');
  await address.fill('on call');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('An e-mail address, such as alerts@example.com.')).toBeVisible();
  await expect(address).toBeFocused();
  await address.fill('oncall@contoso.example');
  await page.getByRole('button', { name: 'Save' }).click();
  const rule = rules(page).filter({ hasText: 'No record for 3 hours' });
  await expect(rule).toContainText('To oncall@contoso.example');
  await rule.getByRole('button', { name: 'Try it' }).click();
  await expect(rule).toContainText('The trial arrived');
  expect(mail.got).toMatchObject([{ to: ['oncall@contoso.example'] }]);
  await rule.getByRole('button', { name: 'Change' }).click();
  await address.fill('nobody@contoso.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await rule.getByRole('button', { name: 'Try it' }).click();
  await expect(rule).toContainText('The mail server refuses the message, its sender or its');
  await mail.close();
});

test('an engineer sees what fires and the receiver’s machine alone, and can change nothing', async ({
  officer,
  engineer,
  receiver,
}) => {
  await make(await officer(), receiver.url);
  const page = await engineer();
  await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText(['Alerts']);
  await expect(ofSigningIn(page)).toContainText('Firing');
  await expect(ofSigningIn(page)).toContainText(`To ${new URL(receiver.url).host}`);
  await expect(page.getByText('Officers make and change rules')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  const { origin } = new URL(page.url());
  const told = await page.request.get(`${origin}/v1/insights/alerts`);
  expect(await told.text()).not.toContain('secret');
  const refused = await page.request.post(`${origin}/v1/insights/alerts`, {
    data: {},
    headers: { origin },
  });
  expect(refused.status()).toBe(403);
});

for (const locale of ['en-GB', 'fr-FR'])
  test(`nothing of the alerts is cut off, from 320 pixels on, and axe finds nothing in either theme, in ${locale}`, async ({
    officer,
    receiver,
  }) => {
    const page = await officer({ locale });
    const main = page.getByRole('main');
    const faultless = async (name: string) => {
      expect(await layoutFaults(page)).toEqual([]);
      await page.screenshot({ path: `test-results/alerts-${name}-${locale}.png`, fullPage: true });
      expect(await axeFaults(page)).toEqual([]);
    };
    await main.getByRole('button').click();
    await main.locator('form button[type=submit]').click();
    await faultless('form');
    await main.getByRole('radio').nth(1).check();
    await main.locator('input[name=url]').fill(receiver.url);
    receiver.answers((_, response) => response.writeHead(410).end());
    await main.locator('form button[type=submit]').click();
    await main.getByRole('listitem').getByRole('button').first().click();
    await expect(main.getByText('410')).toBeVisible();
    await page.reload();
    await main.getByRole('listitem').getByRole('button').first().click();
    await expect(main.getByText('410')).toHaveCount(2);
    await faultless('list');
    await main.getByRole('listitem').getByRole('button').nth(2).click();
    await expect(main.getByText('410')).toHaveCount(1);
    await faultless('off');
  });

test('the keyboard alone is enough to make, try and delete a rule', async ({
  officer,
  receiver,
}) => {
  const page = await officer();
  await pressAt(page, page.getByRole('button', { name: 'New rule' }));
  await expect(page.getByRole('radio', { name: 'Fewer sessions' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel('Address of the webhook'));
  await page.keyboard.insertText(receiver.url);
  await page.keyboard.press('Enter');
  await pressAt(page, ofSigningIn(page).getByRole('button', { name: 'Try it' }));
  await expect(ofSigningIn(page)).toContainText('The trial arrived');
  await pressAt(page, ofSigningIn(page).getByRole('button', { name: 'Delete' }));
  await expect(page.getByRole('alertdialog').getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is no rule yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'New rule' })).toBeFocused();
});
