import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { readCommandLine } from '../commandLine.ts';
import { createService, type Service } from '../service.ts';
import { send } from '../testing/client.ts';
import { readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../testing/records.ts';
import { runToEnd } from '../testing/run.ts';

const draw = createDraw(1729);
const now = '2026-11-22T23:30:00.000Z';

const devicesOf = async (service: Service): Promise<unknown> =>
  (await readAsAnalyst(service, '/v1/insights/devices?from=2026-11-21&to=2026-11-22')).json();

test('rebuild mends rollups that were damaged, and the service starts on what is left of an upgrade', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-rebuild-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const start = () => createService({ dataFolder: folder, port: 0, clock: () => new Date(now) });
  const first = await start();
  const lines = Array.from({ length: 7 }, () => {
    const deviceId = drawId(draw);
    return recordLine('snapshot', drawId(draw), { fields: { deviceId, userId: deviceId } });
  });
  await send(first.url, bodyOf(...lines));
  const before = await devicesOf(first);
  expect(before).toMatchObject({ rows: [{ devices: null }, { devices: 7, people: 7 }] });
  await first.close();

  const db = new DatabaseSync(join(folder, 'records.db'));
  db.exec("UPDATE day_groups SET devices = 70; DELETE FROM census_rows WHERE device > '8'");
  db.close();
  const second = await start();
  expect(await devicesOf(second)).not.toEqual(before);
  await second.close();

  const rebuilt = await runToEnd('rebuild', '--data', folder);
  expect(rebuilt).toMatchObject({ code: 0, stderr: '' });
  expect(rebuilt.stdout).toContain('7 records');
  const third = await start();
  expect(await devicesOf(third)).toEqual(before);
  await third.close();
  expect(readFileSync(join(folder, 'analyst-token'), 'utf8')).not.toBe('');
});

test('the least number of devices can be raised on the command line, and not lowered', () => {
  const read = (text: string) => readCommandLine(['--least-devices', text]);
  expect(read('10')).toMatchObject({ ok: true, value: { limits: { leastDevices: 10 } } });
  expect(readCommandLine([])).not.toMatchObject({ value: { limits: { leastDevices: 1 } } });
  for (const text of ['4', '0', '-5', 'five', '5.5']) expect(read(text).ok).toBe(false);
  expect(readCommandLine(['rebuild', '--least-devices', '10']).ok).toBe(false);
  expect(readCommandLine(['rebuild', '--forget-old']).ok).toBe(false);
});

test('a service with a larger k tells nothing of fewer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-rebuild-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const limits = { leastDevices: 8 };
  const clock = () => new Date(now);
  const service = await createService({ dataFolder: folder, port: 0, clock, limits });
  const lines = Array.from({ length: 7 }, () =>
    recordLine('snapshot', drawId(draw), { fields: { deviceId: drawId(draw) } }),
  );
  await send(service.url, bodyOf(...lines));
  expect(await devicesOf(service)).toMatchObject({
    k: 8,
    suppressed: true,
    rows: [{ devices: null }, { devices: null }],
  });
  await service.close();
});
