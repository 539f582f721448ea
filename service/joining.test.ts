import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createService, type Service } from './service.ts';
import { readAll, readPage, send } from './testing/client.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from './testing/records.ts';
import { hash } from 'node:crypto';

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

test('a database of the first layout keeps its rows, receipts’ digests and withdrawals', async () => {
  await service.close();
  rmSync(join(folder, 'records.db'));
  rmSync(join(folder, 'withdrawals.db'));
  const old = new DatabaseSync(join(folder, 'records.db'));
  old.exec(`
    CREATE TABLE records (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
      category TEXT NOT NULL, surface TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL,
      received_at TEXT NOT NULL, day TEXT NOT NULL, app_name TEXT NOT NULL,
      app_version TEXT NOT NULL, owner TEXT, fields TEXT NOT NULL, pepper_id TEXT,
      digest TEXT NOT NULL) STRICT;
    CREATE INDEX records_by_owner ON records (owner) WHERE owner IS NOT NULL;
    CREATE INDEX records_by_arrival ON records (received_at);
    CREATE TABLE withdrawals (owner TEXT PRIMARY KEY, at TEXT NOT NULL, erased INTEGER NOT NULL)
      STRICT, WITHOUT ROWID;
  `);
  const line = recordLine('day', drawId(draw), made);
  old
    .prepare(
      `INSERT INTO records (id, category, surface, name, at, received_at, day, app_name, app_version,
        fields, digest) VALUES (?, 'usage', 'desktop', 'day', ?, ?, '2026-11-22', 'Candor', '0.1.0', '{}', ?)`,
    )
    .run((JSON.parse(line) as { id: string }).id, made.at, now, hash('sha256', line, 'hex'));
  old
    .prepare('INSERT INTO withdrawals VALUES (?, ?, 3)')
    .run(hash('sha256', ownerKey, 'hex'), '2026-11-21T00:00:00.000Z');
  old.close();
  await start();
  const again = await send(service.url, bodyOf(line, recordLine('exception', drawId(draw))));
  expect(again.receipts[0]?.receivedAt).toBe('2026-11-22T00:00:00.000Z');
  expect(again.rejected[0]?.reason).toBe('owner: withdrawn');
  expect(await readAll(service)).toHaveLength(1);
  expect(bytes()).not.toContain(made.at);
});
