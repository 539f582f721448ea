import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, outboxFiles, test, timesLogged } from './fixtures/candor.ts';
import {
  decisionOn,
  failInMain,
  failInWindow,
  openOptions,
  optIn,
  optInName,
  optOut,
} from './fixtures/person.ts';

test('opting in lets an error’s report arrive, exactly as it left, with its user ID hashed', async ({
  start,
  service,
  wire,
}) => {
  const { window, app } = await start();
  await optIn(window);
  await expect(decisionOn(window, 'Error reports')).toContainText('You turned it on in Options.');
  const path = `${homedir()}/diary.txt`;
  await failInWindow(window, `cannot open ${path} for sip:amosmarble@contoso.com at 203.0.113.7`);
  await failInMain(app, 'the main process failed too');

  await expect.poll(() => service.received('error')).toHaveLength(2);
  const sent = wire.records().filter(({ category }) => category === 'error');
  const stored = await service.received('error');
  for (const { line } of sent) {
    const { id, fields } = JSON.parse(line) as { id: string; fields: Record<string, unknown> };
    const kept = stored.find((record) => record.id === id);
    const hashed = kept?.fields['userId'];
    expect(fields['userId']).toBe(userInfo().username);
    expect(hashed).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
    expect(kept?.fields).toEqual({ ...fields, userId: hashed });
    const receipt = wire.receipts().find((given) => given.id === id);
    expect(receipt?.digest).toBe(createHash('sha256').update(line).digest('hex'));
  }
  const wireText = sent.map(({ line }) => line).join('\n');
  expect(wireText).toContain('TypeError');
  expect(wireText).toContain('RangeError');
  for (const secret of [homedir() + '/', 'amosmarble', 'contoso.com', '203.0.113.7'])
    expect(wireText).not.toContain(secret);
  expect(service.storedBytes().includes(userInfo().username)).toBe(false);
});

test('the same error again is counted, and not sent anew', async ({ start, service, userData }) => {
  const first = await start();
  await optIn(first.window);
  for (let times = 0; times < 3; times += 1)
    await failInWindow(first.window, 'the same every time');
  await expect.poll(() => timesLogged(userData, 'the same every time')).toBe(3);
  await expect.poll(() => service.received('error')).toHaveLength(1);
  await first.quit();

  await start();
  await expect.poll(() => service.received('error')).toHaveLength(2);
  const records = await service.received('error');
  const report = records.find(({ name }) => name === 'exception');
  const repeats = records.find(({ name }) => name === 'repeats');
  expect(repeats?.fields).toEqual({ fingerprint: report?.fields['fingerprint'], occurrences: 2 });
});

test('Cancel and Esc change nothing', async ({ start, userData, service, wire }) => {
  const { window, quit } = await start();
  for (const leave of [
    () => window.getByRole('button', { name: 'Cancel' }).click(),
    () => window.keyboard.press('Escape'),
  ]) {
    const dialog = await openOptions(window);
    await dialog.getByRole('checkbox', { name: optInName }).check();
    await leave();
    await expect(dialog).toBeHidden();
    await expect(decisionOn(window, 'Error reports')).toContainText('Off');
  }
  const dialog = await openOptions(window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).not.toBeChecked();
  await failInWindow(window, 'nobody agreed');
  await expect.poll(() => timesLogged(userData, 'nobody agreed')).toBe(1);
  await quit();
  await start();
  await expect.poll(() => service.received('usage')).toHaveLength(2);
  expect(outboxFiles(userData, 'error')).toEqual([]);
  expect(wire.records().some(({ category }) => category === 'error')).toBe(false);
});

test('opting out deletes what waits, sends nothing more, and ticking again brings nothing back', async ({
  start,
  service,
  wire,
  userData,
}) => {
  const first = await start();
  await expect.poll(() => service.received('usage')).toHaveLength(1);
  await service.stop();
  await optIn(first.window);
  await failInWindow(first.window, 'made while it was allowed');
  await expect.poll(() => outboxFiles(userData, 'error').length).toBeGreaterThan(0);

  await optOut(first.window);
  expect(outboxFiles(userData, 'error')).toEqual([]);
  const sentBefore = wire.records().filter(({ category }) => category === 'error').length;
  await failInWindow(first.window, 'made while it was refused');
  await failInMain(first.app, 'made while it was refused');
  await expect.poll(() => timesLogged(userData, 'made while it was refused')).toBe(2);
  await optIn(first.window);
  await service.start();
  await failInWindow(first.window, 'made after a new yes');

  await expect.poll(() => service.received('error')).toHaveLength(1);
  await first.quit();
  await start();
  await expect.poll(() => service.received('usage')).toHaveLength(2);
  const stored = await service.received('error');
  expect(stored.map(({ fields }) => fields['exceptionMessage'])).toEqual(['made after a new yes']);
  const errorLines = wire.records().filter(({ category }) => category === 'error');
  const leftLater = errorLines.slice(sentBefore).map(({ line }) => line);
  expect(leftLater.join('\n')).not.toContain('while it was');
});

test('opting out stops the report that is just leaving', async ({ start, wire, userData }) => {
  const { window } = await start();
  await expect.poll(() => wire.records().length).toBe(2);
  const held = wire.hold();
  await optIn(window);
  await failInWindow(window, 'about to leave');
  const request = await held;
  await optOut(window);
  await request.broken;
  expect(outboxFiles(userData, 'error')).toEqual([]);
  await expect(decisionOn(window, 'Error reports')).toContainText('Off');
  expect(wire.records().some(({ category }) => category === 'error')).toBe(false);
});

test('a second start keeps the choice', async ({ start, service }) => {
  const first = await start();
  await optIn(first.window);
  await first.quit();

  const second = await start();
  const dialog = await openOptions(second.window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).toBeChecked();
  await failInMain(second.app, 'after the second start');
  await expect.poll(() => service.received('error')).toHaveLength(1);
});

test('opting out says what stays, and clears the log with its older files where the person ticks that', async ({
  start,
  userData,
}) => {
  const { window } = await start();
  const logs = join(userData, 'logs');
  const logged = () =>
    readdirSync(logs)
      .map((name) => readFileSync(join(logs, name), 'utf8'))
      .join('\n');
  await optIn(window);
  await failInWindow(window, 'the diagnosis of Mr Marble');
  await expect.poll(() => timesLogged(userData, 'the diagnosis of Mr Marble')).toBe(1);
  for (const age of [1, 4]) writeFileSync(join(logs, `candor.${age}.log`), 'an older diagnosis\n');

  await optOut(window);
  expect(logged()).toContain('the diagnosis of Mr Marble');
  await optIn(window);
  const dialog = await openOptions(window);
  await dialog.getByRole('checkbox', { name: optInName }).uncheck();
  await expect(dialog).toContainText('OK deletes the error reports on this device');
  await expect(dialog).toContainText('Stays on this device: Candor’s log');
  await dialog.getByRole('checkbox', { name: 'Also clear Candor’s log' }).check();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(logged()).not.toContain('diagnosis');
  // Clearing the log does not end it.
  await failInWindow(window, 'something else');
  await expect.poll(() => timesLogged(userData, 'something else')).toBe(1);
});
