import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Health } from '../shared/health.ts';
import { createRawPhone, type RawPhone } from './testing/phone.ts';
import { startPool, type TestPool } from './testing/startPool.ts';
import { defaultLimits } from './limits.ts';

let pool: TestPool;
const phones: RawPhone[] = [];

beforeEach(async () => {
  pool = await startPool({ limits: { ...defaultLimits, connections: 10 } });
});
afterEach(async () => {
  for (const { socket } of phones.splice(0)) socket.terminate();
  await pool.remove();
});

const health = async (): Promise<Health> =>
  (await (await fetch(`${pool.url}/healthz`)).json()) as Health;
const whatIs = async (): Promise<string[]> => {
  const told = await health();
  return told.status === 'ok' ? [] : told.degraded.map(({ what }) => what);
};
const becomes = (...what: readonly string[]) =>
  vi.waitFor(
    async () => {
      expect(await whatIs()).toEqual(what);
    },
    { timeout: 20_000 },
  );

test('a pool.json that can’t be understood is told, with what it costs, until it is mended', async () => {
  expect(await health()).toEqual({ status: 'ok' });
  const path = join(pool.folder, 'pool', 'pool.json');
  const good = readFileSync(path, 'utf8');
  writeFileSync(path, '{"organisations":3}');
  await becomes('pool_file');
  expect(JSON.stringify(await health())).toContain('usage data and error reports are refused');
  const metrics = await (await fetch(`${pool.url}/metrics`)).text();
  expect(metrics).toMatch(/^candor_degraded\{what="pool_file"\} 1$/m);
  writeFileSync(path, good);
  await becomes();
});

test('nearly as many WebSockets as may be open are told, until some are gone', async () => {
  while (phones.length < 9) phones.push(await createRawPhone(pool.wsUrl));
  await becomes('connections');
  phones.pop()?.socket.terminate();
  await becomes();
});
