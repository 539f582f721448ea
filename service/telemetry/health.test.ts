import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Health } from '../shared/health.ts';
import { openAlerts, watches } from './alerts/testing/openAlerts.testkit.ts';
import { startReceiver } from './alerts/testing/receivers.testkit.ts';
import type { Limits } from './limits.ts';
import { createService, type Service } from './service.ts';
import { send } from './testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from './testing/records.ts';

let folder: string;
let service: Service;
const draw = createDraw(71);

const start = async (limits: Partial<Limits> = {}): Promise<void> => {
  service = await createService({ dataFolder: folder, port: 0, limits });
};
const health = async (): Promise<Health> =>
  (await (await fetch(`${service.url}/healthz`)).json()) as Health;
const isDegraded = async (what: string): Promise<string | undefined> => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`candor_degraded{what="${what}"} `));
  return line?.split(' ')[1];
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-health-'));
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a service that has all it needs says so in one word', async () => {
  await start();
  expect(await health()).toEqual({ status: 'ok' });
  expect(await isDegraded('records_today')).toBe('0');
});

test('before the day’s room for records is used up, health and Prometheus say it, and what to do', async () => {
  await start({ recordBytesPerDay: 5_000 });
  expect(await health()).toEqual({ status: 'ok' });
  await send(
    service.url,
    bodyOf(recordLine('exception', drawId(draw), { fields: { errorLog: 'x'.repeat(4_000) } })),
  );
  expect(await health()).toEqual({
    status: 'degraded',
    degraded: [
      { what: 'records_today', why: expect.stringContaining('--record-mib-per-day') as string },
    ],
  });
  expect(await isDegraded('records_today')).toBe('1');
  expect(await isDegraded('disk')).toBe('0');
});

test('a message of an alert that could not be delivered is told until it is', async () => {
  await start();
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const at = await openAlerts();
  const told = async () => (await fetch(`${at.url()}/healthz`)).text();
  await at.arrive({ crashes: 4 });
  receiver.answers((_request, response) => response.writeHead(503).end());
  const to = { kind: 'webhook', url: receiver.url };
  await at.make({ ...watches.crashFree, to, language: 'en' });
  expect(await told()).toMatch(/^\{"status":"degraded","degraded":\[\{"what":"alerts",/);
  receiver.answers();
  await at.passHours(1);
  expect(await told()).toBe('{"status":"ok"}');
});
