import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import { readCommandLine } from '../commandLine.ts';
import { createService, type Service } from '../service.ts';
import { readAll, receiptChecksOut, send, withdraw } from '../testing/client.ts';
import { crashLine, dumpOf, postCrash } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from '../testing/records.ts';

const DAY_MS = 86_400_000;
const began = Date.parse('2026-11-22T10:00:00.000Z');
const { t } = createTexts('en');

let folder: string;
let draw: ReturnType<typeof createDraw>;
let service: Service;
let now: number;

const start = async () => {
  const clock = () => new Date(now);
  service = await createService({ dataFolder: folder, port: 0, clock });
};

/** Restarts the service this many days after the records came. */
async function restartAfter(days: number): Promise<void> {
  await service.close();
  now = began + days * DAY_MS;
  await start();
}

const kept = async () => (await readAll(service)).map(({ category }) => category).sort();

/** The contents of all the service's files on disk. */
function stored(): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith('reserve'));
  return files.map((path) => readFileSync(path, 'latin1')).join('\n');
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-retention-'));
  draw = createDraw(95);
  now = began;
  await start();
});

afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

test('what was kept long enough is deleted, errors before the rest, and is gone from the files too', async () => {
  const told = 'the-message-of-the-error';
  const model = 'the-model-of-the-device';
  await send(
    service.url,
    bodyOf(
      recordLine('snapshot', drawId(draw), { fields: { deviceModel: model } }),
      recordLine('day', drawId(draw)),
      recordLine('exception', drawId(draw), { fields: { exceptionMessage: told } }),
    ),
  );
  await restartAfter(89);
  expect(await kept()).toEqual(['census', 'error', 'usage']);
  await restartAfter(91);
  await expect.poll(kept).toEqual(['census', 'usage']);
  await restartAfter(399);
  expect(await kept()).toEqual(['census', 'usage']);
  await restartAfter(401);
  await expect.poll(kept).toEqual([]);
  await service.close();
  for (const secret of [told, model]) expect(stored()).not.toContain(secret);
  await start();
});

test('more than go at once are all deleted, while requests are answered', async () => {
  for (const batch of [1, 2, 3, 4, 5]) {
    const lines = Array.from({ length: 200 }, () =>
      recordLine('repeats', drawId(draw), { fields: { occurrences: batch } }),
    );
    await send(service.url, bodyOf(...lines));
  }
  await restartAfter(100);
  await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
});

test('deletes without a restart, within the hour', async () => {
  await service.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await start();
  await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
  now = began + 91 * DAY_MS;
  vi.advanceTimersByTime(3_600_000);
  vi.useRealTimers();
  await expect.poll(kept).toEqual([]);
});

test('a memory dump goes with the record that it belongs to', async () => {
  const dump = dumpOf('x', 1000);
  const line = crashLine(drawId(draw), dump);
  await send(service.url, bodyOf(line));
  now += 7 * DAY_MS;
  expect((await postCrash(service.url, { record: line, dump })).status).toBe(200);
  expect(readdirSync(join(folder, 'dumps'))).toHaveLength(1);
  await restartAfter(91);
  await expect.poll(() => readdirSync(join(folder, 'dumps'))).toEqual([]);
});

test('a record that comes again gets the same receipt for as long as any client has it, and is stored once', async () => {
  const line = recordLine('exception', drawId(draw));
  const first = await send(service.url, bodyOf(line));
  await restartAfter(44);
  const again = await send(service.url, bodyOf(line));
  expect(again.receipts).toEqual(first.receipts);
  const [receipt] = again.receipts;
  expect(receipt && (await receiptChecksOut(service.url, receipt))).toBe(true);
  expect(await kept()).toEqual(['error']);
});

test('a withdrawal is confirmed as before, though the records went by their age', async () => {
  await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
  await restartAfter(91);
  await expect.poll(kept).toEqual([]);
  expect(await withdraw(service.url, ownerKey)).toMatchObject({ erased: 0 });
  const late = await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
  expect(late).toMatchObject({ receipts: [], rejected: [{ reason: 'owner: withdrawn' }] });
});

test('anyone is told how long is kept, beside the keys and with every answer to records', async () => {
  const retention = { census: 400, usage: 400, error: 90 };
  const keys: unknown = await (await fetch(`${service.url}/v1/keys`)).json();
  expect(keys).toMatchObject({ retention, keys: [{ kty: 'OKP' }] });
  expect(await send(service.url, bodyOf(recordLine('day', drawId(draw))))).toMatchObject({
    retention,
  });
});

test('how long is an option of the service, and no shorter than a client may send a record again', () => {
  expect(readCommandLine(['--keep-days', '50', '--keep-error-days', '45'])).toMatchObject({
    ok: true,
    value: { limits: { recordDays: 50, errorDays: 45 } },
  });
  expect(readCommandLine([])).toMatchObject({
    value: { limits: { recordDays: 400, errorDays: 90 } },
  });
  for (const [option, value, said] of [
    ['--keep-error-days', '44', '45'],
    ['--keep-days', '1', '45'],
    ['--keep-days', '0', 'whole number'],
    ['--keep-error-days', 'long', 'whole number'],
  ] as const) {
    const command = readCommandLine([option, value]);
    expect(command.ok ? '' : command.problem(t)).toContain(said);
    expect(command.ok ? '' : command.problem(t)).toContain(option);
  }
  expect(readCommandLine(['rotate-pepper', '--keep-days', '50']).ok).toBe(false);
});
