import { userInfo } from 'node:os';
import { expect, outboxFiles, test, timesLogged } from './fixtures/candor.ts';
import { decisionOn, failInMain, openOptions, optInName } from './fixtures/person.ts';

test('a first start sends census and usage, and no error report', async ({
  start,
  service,
  wire,
  userData,
}) => {
  const { app, window, quit } = await start();

  await expect(decisionOn(window, 'Census data')).toContainText('On');
  await expect(decisionOn(window, 'Usage data')).toContainText('On');
  await expect(decisionOn(window, 'Error reports')).toContainText('Off');
  const dialog = await openOptions(window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).not.toBeChecked();

  await failInMain(app, 'nobody agreed to have this reported');
  await expect.poll(() => timesLogged(userData, 'nobody agreed')).toBe(1);
  await quit();
  await start();
  await expect.poll(() => service.received('usage')).toHaveLength(2);
  expect(await service.received('census')).toHaveLength(1);
  expect(await service.received('error')).toEqual([]);
  expect(wire.records().map(({ category }) => category)).not.toContain('error');
  expect(outboxFiles(userData, 'error')).toEqual([]);
});

test('the census identifies no one: the user ID is hashed here and again by the service', async ({
  start,
  service,
  wire,
}) => {
  await start();
  await expect.poll(() => service.received('census')).toHaveLength(1);
  const [stored] = await service.received('census');
  const [sent] = wire.records().filter(({ category }) => category === 'census');
  const { fields } = JSON.parse(sent?.line ?? '{}') as { fields: Record<string, unknown> };

  expect(Object.keys(fields).sort()).toEqual([
    'appName',
    'deviceId',
    'deviceModel',
    'osName',
    'osVersion',
    'signInAttempts',
    'signInFailures',
    'userId',
    'userLanguage',
  ]);
  expect(sent?.line).not.toContain(userInfo().username);
  expect(fields['userId']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
  expect(stored?.fields['userId']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
  expect(stored?.fields['userId']).not.toBe(fields['userId']);
  expect(stored?.fields['deviceId']).toBe(fields['deviceId']);
});

test('a request carries no header that tells of the person or the device', async ({
  start,
  wire,
}) => {
  await start();
  await expect.poll(() => new Set(wire.sent.map(({ path }) => path)).size).toBe(2);
  for (const { method, path, headers } of wire.sent) {
    expect(['POST /v1/records', 'GET /v1/keys']).toContain(`${method} ${path}`);
    expect(headers['user-agent']).toBe('Candor/0.1.0');
    expect(headers['accept-language'] ?? '').not.toMatch(/fr|US/);
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
    expect(headers.origin).toBeUndefined();
  }
});
