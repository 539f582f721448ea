import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { catalogue } from '../contract/catalogue.ts';
import { ledgerHeadHeader } from '../contract/ledgerHead.ts';
import { en } from '../contract/text/en.ts';
import { fr } from '../contract/text/fr.ts';
import { rewriteLedger, withOtherChoices } from '../electron/testing/rewriteLedger.testkit.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { expect, outboxFiles, test } from './fixtures/candor.ts';
import { startCommand } from './fixtures/launch.ts';
import { createMachinePolicy, missingForMachinePolicy } from './fixtures/machinePolicy.ts';
import {
  decisionOn,
  failInMain,
  failInWindow,
  openOptions,
  openRecord,
  openViewer,
  optIn,
  optInName,
} from './fixtures/person.ts';

const root = join(import.meta.dirname, '..');
const candor = (...args: string[]) =>
  spawnSync(join(root, 'node_modules/.bin/node'), [join(root, 'bin/candor.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });

/** Makes the person export everything into this file. */
async function exportTo(app: ElectronApplication, viewer: Page, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await viewer.getByRole('button', { name: 'Export…' }).click();
  await expect(viewer.getByText(/Everything was written to/)).toBeVisible();
  await expect(viewer.getByText(`candor verify ${file}`)).toBeVisible();
}

test('a record’s very bytes are seen while it waits, and are what the service receives', async ({
  start,
  service,
  wire,
}) => {
  await service.stop();
  const { window, app } = await start();
  await optIn(window);
  await failInWindow(window, 'seen before it leaves');
  const viewer = await openViewer(app, window);
  const record = await openRecord(viewer, 'Error reports');
  const bytes = record.getByRole('region', { name: 'The very bytes that travel' });
  await expect(bytes).toContainText('seen before it leaves');
  await expect(record.getByRole('list', { name: 'Checks' })).toContainText('No receipt yet');
  await expect(record.getByRole('list', { name: 'History' })).toContainText('Queued');
  await expect(record.getByRole('row', { name: /^User ID/ })).not.toContainText('possibly');
  await expect(record.getByRole('table')).toContainText(
    'before you sign in, your user name on this device',
  );
  const shown = await bytes.textContent();

  await service.start();
  await expect(record.getByRole('list', { name: 'Checks' })).toContainText(
    'The receipt’s signature is by the service’s key.',
    { timeout: 30_000 },
  );
  const sent = wire.records().findLast(({ category }) => category === 'error');
  expect(sent?.line).toBe(shown);
  const digest = createHash('sha256')
    .update(sent?.line ?? '')
    .digest('hex');
  await expect(record).toContainText(digest);
  await expect(record.getByRole('list', { name: 'History' })).toContainText('Sent, with a receipt');
  await viewer.getByRole('combobox', { name: 'State' }).selectOption('Waiting');
  await expect(viewer.getByText('No record fits this filter')).toBeVisible();
});

test('the list of records begins below the tabs, and shows the whole mark of each state in a narrow window', async ({
  start,
}) => {
  const { window, app } = await start();
  const viewer = await openViewer(app, window);
  const row = viewer.getByRole('row', { name: /Census data/ });
  await expect(row).toBeVisible();
  const page = await viewer.getByRole('main').boundingBox();
  const header = await viewer.getByRole('banner').boundingBox();
  expect(page?.y).toBe((header?.y ?? 0) + (header?.height ?? 0));
  for (const width of [960, 400, 320]) {
    await viewer.setViewportSize({ width, height: 640 });
    await expect(row.getByRole('gridcell').last()).toBeVisible();
    expect(
      await row
        .getByRole('gridcell')
        .last()
        .evaluate((cell) => cell.scrollWidth - cell.clientWidth),
    ).toBe(0);
  }
});

test('a receipt that was tampered with proves nothing: the record waits, and the person is told', async ({
  start,
  wire,
}) => {
  wire.tamper('/v1/records', (answer) =>
    answer.replace(
      /"signature":"(.)/,
      (_, first: string) => `"signature":"${first === 'A' ? 'B' : 'A'}`,
    ),
  );
  const { window, app } = await start();
  const viewer = await openViewer(app, window);
  await expect(window.getByText(/receipt that proves nothing/).first()).toBeVisible();
  await viewer.getByRole('tab', { name: 'Ledger' }).click();
  await expect(viewer.getByRole('table', { name: 'Ledger' })).toContainText(
    'a receipt was refused',
  );
  await viewer.getByRole('tab', { name: 'Records' }).click();
  await viewer.getByRole('combobox', { name: 'State' }).selectOption('Waiting');
  const record = await openRecord(viewer, 'Census data');
  await expect(record.getByRole('list', { name: 'History' })).toContainText(
    /Tried.*It waits on: the service answered with a receipt that proves nothing/,
  );

  wire.tamper('/v1/records', undefined);
  await expect(record.getByRole('list', { name: 'History' })).toContainText(
    'Sent, with a receipt',
    {
      timeout: 30_000,
    },
  );
});

test('error reports already sent are erased, though the service is away when it is asked, and the file with the key damaged since', async ({
  start,
  service,
  wire,
  userData,
}) => {
  const first = await start();
  await optIn(first.window);
  await failInMain(first.app, 'to be taken back');
  await expect.poll(() => service.received('error')).toHaveLength(1);
  const [stored] = await service.received('error');
  await service.stop();

  const dialog = await openOptions(first.window);
  await dialog.getByRole('checkbox', { name: optInName }).uncheck();
  await dialog.getByRole('checkbox', { name: /^Also have the service erase/ }).check();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toBeHidden();
  expect(outboxFiles(userData, 'error')).toEqual([]);
  const viewer = await openViewer(first.app, first.window);
  await expect(viewer.getByText(/An erasure is waiting/)).toBeVisible();
  await first.quit();

  const identity = join(userData, 'identity.json');
  writeFileSync(identity, readFileSync(identity, 'utf8').slice(0, -2));
  await service.start();
  wire.tamper('/v1/withdrawals', (answer) => answer.replace(/"erased":\d+/, '"erased":7'));
  const second = await start();
  await expect(second.window.getByText(/confirmation that proves nothing/)).toBeVisible();
  wire.tamper('/v1/withdrawals', undefined);
  const again = await openViewer(second.app, second.window);
  await expect(again.getByText(/An erasure is waiting/)).toBeHidden({ timeout: 30_000 });
  for (const page of [again, second.window]) {
    await expect(page.getByText(/The service erased 1 error report, and confirmed/)).toBeVisible();
    await expect(page.getByText(/Signature: [A-Za-z0-9+/=]{88}/)).toBeVisible();
  }
  await again.getByRole('tab', { name: 'Ledger' }).click();
  const ledger = again.getByRole('table', { name: 'Ledger' });
  await expect(ledger).toContainText('that it erased 1 report');
  await expect(again.getByText(/entries is unbroken/)).toBeVisible();

  expect(await service.received('error')).toEqual([]);
  expect(service.storedBytes().includes(stored?.id ?? 'none')).toBe(false);
  const requests = wire.sent.filter(({ path }) => path === '/v1/withdrawals');
  for (const { text } of requests) expect(text).toMatch(/^\{"key":"[0-9a-f]{64}"\}$/);

  await optIn(second.window);
  await failInMain(second.app, 'under another key');
  await expect.poll(() => service.received('error')).toHaveLength(1);
  const owners = wire
    .records()
    .filter(({ category }) => category === 'error')
    .map(({ line }) => (JSON.parse(line) as { owner: string }).owner);
  expect(new Set(owners).size).toBe(2);
});

test('an erasure waits for the service that has the reports, though Candor is set to another meanwhile', async ({
  start,
  service,
  folder,
}) => {
  const missing = missingForMachinePolicy();
  test.skip(missing !== undefined, missing);
  const { executable, replace } = createMachinePolicy(join(folder, 'machine'));
  const { window, app } = await start({ executable });
  await optIn(window);
  await failInMain(app, 'at the first service');
  await expect.poll(() => service.received('error')).toHaveLength(1);

  replace('{"TelemetryUrl": "http://127.0.0.1:9/"}');
  await expect(window.getByText('http://127.0.0.1:9/')).toBeVisible();
  const viewer = await openViewer(app, window);
  await viewer.getByRole('button', { name: 'Erase sent error reports…' }).click();
  await viewer.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(viewer.getByText(/An erasure has been waiting for http/)).toBeVisible();
  expect(await axeFaults(viewer)).toEqual([]);
  expect(await service.received('error')).toHaveLength(1);

  replace('{}');
  await expect(viewer.getByText(/An erasure has been waiting/)).toBeHidden();
  await expect.poll(() => service.received('error')).toEqual([]);
  await viewer.getByRole('tab', { name: 'Ledger' }).click();
  await expect(viewer.getByRole('table', { name: 'Ledger' })).toContainText('erased 1 report');
});

test('an export is checked by candor verify, which names the byte that was flipped', async ({
  start,
  service,
  folder,
}) => {
  const { window, app } = await start();
  await expect.poll(() => service.received('usage')).toHaveLength(1);
  const file = join(folder, 'export.json');
  const viewer = await openViewer(app, window);
  await exportTo(app, viewer, file);

  expect(candor('verify', file)).toMatchObject({ status: 0 });
  const asInstalled = (language: string) =>
    spawnSync(...startCommand('verify', file, `--lang=${language}`), {
      encoding: 'utf8',
    });
  expect(asInstalled('en')).toMatchObject({ status: 0, stdout: candor('verify', file).stdout });
  expect(asInstalled('fr')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(fr.verifyCommand.holds),
  });
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace('snapshot', 'snapshoT'));
  const broken = candor('verify', file);
  expect(broken.status).toBe(1);
  expect(broken.stdout).toContain('(census): its text does not match its digest');
  writeFileSync(file, good.replace('"kind": "began"', '"kind": "setAside", "file": ""'));
  expect(candor('verify', file).stdout).toContain('ledger entry 1: its content was changed');
  writeFileSync(file, '{"format":"something else"}');
  expect(candor('verify', file)).toMatchObject({ status: 2 });
  expect(
    execFileSync('npx', ['--no-install', 'candor', '--help'], { cwd: root, encoding: 'utf8' }),
  ).toContain('verify FILE');

  await viewer.getByRole('button', { name: 'Clear history…' }).click();
  await viewer.getByRole('button', { name: 'Clear history', exact: true }).click();
  await expect(viewer.getByText('No record yet')).toBeVisible();
});

test('a ledger that was rewritten, its chain made anew, is found by the viewer and by candor verify', async ({
  start,
  service,
  wire,
  userData,
  folder,
}) => {
  const first = await start();
  await optIn(first.window);
  await failInMain(first.app, 'has the ledger signed');
  await expect.poll(() => service.received('error')).toHaveLength(1);
  const shown = wire.sent.flatMap(({ headers }) => headers[ledgerHeadHeader] ?? []);
  expect(shown.length).toBeGreaterThan(1);
  expect(new Set(shown).size).toBe(shown.length);
  const before = await openViewer(first.app, first.window);
  await before.getByRole('tab', { name: 'Ledger' }).click();
  await expect(before.getByText(/can’t be changed unseen: the service signed them/)).toBeVisible();
  await expect(before.getByText(/after them (is|are) not signed yet/)).toBeVisible();
  expect(await axeFaults(before)).toEqual([]);
  await first.quit();

  rewriteLedger(join(userData, 'ledger.db'), withOtherChoices);
  await service.stop();
  const { window, app } = await start();
  const viewer = await openViewer(app, window);
  await viewer.getByRole('tab', { name: 'Ledger' }).click();
  await expect(viewer.getByText(/The chain of \d+ entries is unbroken/)).toBeVisible();
  await expect(viewer.getByText(/are not what the service signed on/)).toBeVisible();
  const file = join(folder, 'export.json');
  await exportTo(app, viewer, file);
  const { status, stdout } = candor('verify', file);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^BROKEN {3}ledger entr.* is not as it was when the service signed/m);
});

/** The row of a decision table that is marked as in force. */
const rowInForce = (viewer: Page, table: string = en.viewer.decisions.table) =>
  viewer
    .getByRole('table', { name: table })
    .getByRole('row', { name: en.viewer.decisions.inForce });

test('a field that the person never agreed to pauses error reports until they say yes again', async ({
  start,
  service,
  userData,
  folder,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{}');
  const first = await start();
  await optIn(first.window);
  await first.quit();
  const file = join(userData, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as {
    choice: { agreed: { version: number; fields: string[] } };
  };
  settings.choice.agreed = {
    version: 0,
    fields: settings.choice.agreed.fields.filter((field) => field !== 'errorLog'),
  };
  mkdirSync(userData, { recursive: true });
  writeFileSync(file, JSON.stringify(settings));

  const { window, app } = await start({ args: [`--policy-file=${policy}`] });
  await expect(decisionOn(window, 'Error reports')).toContainText('Paused');
  expect(await axeFaults(window)).toEqual([]);
  await failInMain(app, 'while it is paused');
  const viewer = await openViewer(app, window);
  await viewer.setViewportSize({ width: 320, height: 640 });
  await viewer.getByRole('button', { name: en.viewer.consent.show }).click();
  await expect(viewer.getByRole('heading', { name: en.viewer.title })).toBeInViewport();
  const news = viewer.getByRole('region', { name: en.viewer.consent.new });
  await expect(news).toBeFocused();
  await expect(news).toContainText(en.viewer.consent.newSince);
  expect(await axeFaults(viewer)).toEqual([]);
  const added = news.getByRole('row').filter({ has: viewer.getByRole('rowheader') });
  await expect(added).toHaveCount(1);
  const { label, purpose } = catalogue.error.errorLog;
  for (const told of [label.en, en.help.pii.person, purpose.en])
    await expect(added).toContainText(told);
  await viewer.getByRole('tab', { name: en.viewer.pages.decisions }).click();
  await expect(rowInForce(viewer)).toContainText('or paused');
  const dialog = await openOptions(window);
  await expect(dialog.getByText(/more than you agreed to: Error log excerpt/)).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: optInName })).not.toBeChecked();
  await dialog.getByRole('checkbox', { name: optInName }).check();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(rowInForce(viewer).getByRole('cell')).toHaveText([
    en.viewer.decisions.policyOff,
    en.viewer.decisions.choiceOn,
    'Yes',
    'Yes',
    'Yes',
  ]);
  await expect(rowInForce(viewer, en.viewer.dumps.title).getByRole('cell')).toHaveText([
    en.viewer.dumps.errorReports.allowed,
    en.viewer.dumps.setting.desktop.ask,
    en.viewer.dumps.fate.ask,
  ]);
  await expect(viewer.getByText(en.viewer.consent.paused)).toBeHidden();
  await failInMain(app, 'after the new yes');
  await expect.poll(() => service.received('error')).toHaveLength(1);
  const [report] = await service.received('error');
  expect(report?.fields['exceptionMessage']).toBe('after the new yes');
  writeFileSync(policy, '{"DisableAutomaticSendTracing": true}');
  await expect(rowInForce(viewer).getByRole('cell')).toHaveText([
    en.viewer.decisions.policyOn,
    en.viewer.decisions.choiceEither,
    'Yes',
    'No',
    'No',
  ]);
  await expect(rowInForce(viewer, en.viewer.dumps.title)).toContainText(
    en.viewer.dumps.fate.delete,
  );
});
