import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accessLogFile } from '../access/accessLog.ts';
import { createService, type Service } from '../service.ts';
import { readAll, readPage, send } from '../testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../testing/records.ts';

let folder: string;
let service: Service;
let now: string;
const draw = createDraw(91);

const start = async () => {
  service = await createService({ dataFolder: folder, port: 0, clock: () => new Date(now) });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-joining-'));
  now = '2026-11-22T10:17:23.456Z';
  await start();
});

afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const bytes = (): string =>
  readdirSync(folder)
    // The access log gives the time of each reading to the millisecond, and says nothing about who sent.
    .filter((name) => name !== accessLogFile && !name.endsWith('.sock'))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

const made = { at: '2026-11-22T10:16:59.123Z' };

test('census and usage rows tell the day, and error rows the hour, in the read-out and in the files', async () => {
  const ids = { census: drawId(draw), usage: drawId(draw) };
  await send(
    service.url,
    bodyOf(
      recordLine('snapshot', ids.census, made),
      recordLine('day', ids.usage, made),
      recordLine('exception', drawId(draw), made),
    ),
  );
  for (const { category, receivedAt, at, id } of await readAll(service)) {
    const hour = category === 'error' ? '10' : '00';
    expect([receivedAt, at]).toEqual(Array(2).fill(`2026-11-22T${hour}:00:00.000Z`));
    expect(Object.values(ids)).not.toContain(id);
  }
  for (const trace of ['10:17', '10:16', ids.census, ids.usage]) {
    expect(bytes()).not.toContain(trace);
  }
});

test('a record that comes again on a later day gets the receipt of the first time', async () => {
  const body = bodyOf(recordLine('snapshot', drawId(draw)), recordLine('exception', drawId(draw)));
  const first = await send(service.url, body);
  now = '2026-11-25T23:59:59.999Z';
  expect(await send(service.url, body)).toEqual(first);
  expect(first.receipts.map(({ receivedAt }) => receivedAt)).toEqual([
    '2026-11-22T00:00:00.000Z',
    '2026-11-22T10:00:00.000Z',
  ]);
});

test('the order of rows within a day tells nothing about the order in which they came', async () => {
  const devices: string[] = [];
  for (let client = 0; client < 20; client++) {
    const deviceId = `5e872200-f546-4ccd-8f23-${client.toString(16).padStart(12, '0')}`;
    devices.push(deviceId);
    const fields = { deviceId };
    await send(service.url, bodyOf(recordLine('snapshot', drawId(draw), { fields })));
  }
  const shown = (await readAll(service)).map(({ fields }) => fields['deviceId']);
  expect(shown.toSorted()).toEqual(devices);
  expect(shown).not.toEqual(devices);
});

test('the pages of the read-out hold each row once, and an instant stands for its day', async () => {
  for (const day of ['22', '23', '24']) {
    now = `2026-11-${day}T15:00:00.000Z`;
    const lines = Array.from({ length: 7 }, () => [
      recordLine('snapshot', drawId(draw)),
      recordLine('repeats', drawId(draw)),
    ]);
    await send(service.url, bodyOf(...lines.flat()));
  }
  const seen: string[] = [];
  for (let query = 'limit=4'; query;) {
    const page = await readPage(service, query);
    seen.push(...page.records.map(({ id }) => id));
    query = page.next === undefined ? '' : `limit=4&since=${page.next}`;
  }
  expect(new Set(seen).size).toBe(42);
  expect(seen).toHaveLength(42);
  const late = await readPage(service, 'since=2026-11-23T20:00:00Z&category=census');
  expect(late.records).toHaveLength(14);
});
