import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ageRecords,
  expect,
  keptRecords,
  outboxFiles,
  test,
  timesLogged,
} from './fixtures/candor.ts';
import {
  decisionOn,
  failInMain,
  failInWindow,
  listen,
  openOptions,
  optIn,
  optInName,
} from './fixtures/person.ts';

test('a policy that refuses locks the box, and lets nothing but census leave', async ({
  start,
  service,
  wire,
  folder,
  userData,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{"DisableAutomaticSendTracing": true}');
  const { window, app } = await start({ args: [`--policy-file=${policy}`] });

  const dialog = await openOptions(window);
  const box = dialog.getByRole('checkbox', { name: optInName });
  await expect(box).toBeDisabled();
  await expect(box).not.toBeChecked();
  await expect(dialog.getByText(/^Managed by the policy file: .* Since .+\d{4}/)).toBeVisible();
  await expect(dialog.getByText(policy)).toBeVisible();
  await dialog.getByRole('button', { name: 'OK' }).click();

  await failInWindow(window, 'refused');
  await failInMain(app, 'refused');
  await expect.poll(() => timesLogged(userData, 'Error: refused')).toBe(2);
  await expect.poll(() => service.received('census')).toHaveLength(1);
  await expect(decisionOn(window, 'Census data')).toContainText('On');
  await expect(decisionOn(window, 'Usage data')).toContainText('Off');
  await expect(decisionOn(window, 'Error reports')).toContainText('Off');
  expect(outboxFiles(userData, 'usage')).toEqual([]);
  expect(outboxFiles(userData, 'error')).toEqual([]);
  expect(wire.records().map(({ category }) => category)).toEqual(['census']);
});

test('a policy that can’t be read refuses, and says so', async ({
  start,
  service,
  wire,
  folder,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{"DisableAutomaticSendTracing": fal');
  const { window } = await start({ args: [`--policy-file=${policy}`] });

  const dialog = await openOptions(window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).toBeDisabled();
  await expect(dialog.getByText('it is not valid JSON')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(decisionOn(window, 'Usage data')).toContainText('can’t be read');
  await expect.poll(() => service.received('census')).toHaveLength(1);
  expect(wire.records().map(({ category }) => category)).toEqual(['census']);
});

test('a policy that comes while Candor runs withdraws at once, and lifting it does not opt anyone out', async ({
  start,
  service,
  folder,
  userData,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{}');
  const { window } = await start({ args: [`--policy-file=${policy}`] });
  await expect.poll(() => service.received('usage')).toHaveLength(1);
  await service.stop();
  await optIn(window);
  const announced = window.getByRole('status').filter({ hasText: /: now o/ });
  await expect(announced).toHaveText('Error reports: now on');
  const heard = await listen(window);
  await failInWindow(window, 'waits for the service');
  await expect.poll(() => outboxFiles(userData, 'error').length).toBeGreaterThan(0);

  const dialog = await openOptions(window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).toBeChecked();
  writeFileSync(policy, '{"DisableAutomaticSendTracing": 1, "DisableAutomatic": 1}');
  await expect(dialog.getByRole('checkbox', { name: optInName })).toBeDisabled();
  await expect(announced.locator('p')).toHaveText([
    'Usage data: now off',
    'Error reports: now off',
  ]);
  await expect
    .poll(heard)
    .toContainEqual(
      expect.stringContaining('holds keys that Candor does not know: DisableAutomatic'),
    );
  expect(outboxFiles(userData, 'error')).toEqual([]);
  expect(outboxFiles(userData, 'usage')).toEqual([]);
  await dialog.getByRole('button', { name: 'OK' }).click();

  writeFileSync(policy, '{"DisableAutomaticSendTracing": 0}');
  await expect(decisionOn(window, 'Error reports')).toContainText('You turned it on in Options.');
  await service.start();
  await failInWindow(window, 'after the policy was lifted');
  await expect.poll(() => service.received('error')).toHaveLength(1);
  const [report] = await service.received('error');
  expect(report?.fields['exceptionMessage']).toBe('after the policy was lifted');

  rmSync(policy);
  await expect(decisionOn(window, 'Usage data')).toContainText('can’t be read');
});

test('a policy locks the logging level, and names keys it does not know', async ({
  start,
  folder,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{"TracingLevel": "Full", "DisableAutomaticSendTraicng": true}');
  const { window } = await start({ args: [`--policy-file=${policy}`] });
  await expect(window.getByText('DisableAutomaticSendTraicng')).toBeVisible();
  const dialog = await openOptions(window);
  const logging = dialog.getByRole('combobox', { name: 'Logging in Candor:' });
  await expect(logging).toBeDisabled();
  await expect(logging).toContainText('Full');
});

test('a policy shortens how long a device keeps records, from the moment that it holds', async ({
  start,
  service,
  folder,
  userData,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{"RetentionDays": 8}');
  await start({ args: [`--policy-file=${policy}`] });
  await expect.poll(() => service.received('usage')).toHaveLength(1);
  await expect.poll(() => ageRecords(userData, 'usage', 6)).toBe(1);
  writeFileSync(policy, '{"RetentionDays": 5}');
  await expect.poll(() => keptRecords(userData, 'usage')).toBe(0);
});
