import { closeSync, mkdtempSync, openSync, readdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import { createService, type Service } from '../service.ts';
import { readAsAnalyst } from '../testing/crashes.ts';
import { createDraw } from '../testing/records.ts';
import { addDays } from './days.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';

const { t } = createTexts('en');
const from = '2026-11-02';
const to = addDays(from, 9);
const now = `${addDays(to, 3)}T12:00:00.000Z`;

// Starting a service takes long on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

const asked = [
  'devices?by=day',
  'devices?by=week',
  'devices?by=28days',
  'versions?by=version',
  'languages?by=language',
  'signins?by=os',
  'usage?by=version',
  'features?by=feature',
  'stability?by=day',
  'errors?by=group',
];

async function answersOf(service: Service): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const question of asked) {
    const path = `/v1/insights/${question}&from=${from}&to=${to}`;
    // Until the typed rows are rebuilt, the service asks to come back later.
    const answer = await vi.waitUntil(async () => {
      const response = await readAsAnalyst(service, path);
      return response.ok ? response : undefined;
    }, 8_000);
    answers.push(await answer.json());
  }
  return answers;
}

/**
 * A folder whose service has answered once, that answer, and a way to damage the folder and start the service again.
 */
async function answered() {
  const folder = mkdtempSync(join(tmpdir(), 'candor-damage-'));
  const path = join(folder, 'records.db');
  const { db, store } = openTestDatabase(path);
  storeAll(store, fleetOf(createDraw(7), { devices: 30, from, days: 8 }));
  db.close();
  const start = async (clock = now) => {
    const log: string[] = [];
    const service = await createService({
      dataFolder: folder,
      port: 0,
      clock: () => new Date(clock),
      log: (said) => log.push(said(t)),
    });
    let isOpen = true;
    const close = async () => {
      if (isOpen) await service.close();
      isOpen = false;
    };
    onTestFinished(close);
    return { close, service, log: () => log.join('\n') };
  };
  const { service, close } = await start();
  const before = await answersOf(service);
  await close();
  return {
    folder,
    path,
    before,
    start,
    damage: (sql: string) => {
      const damaged = new DatabaseSync(path);
      damaged.exec(sql);
      damaged.close();
    },
  };
}

/** Overwrites a table's pages in the file: its first page, and the following ones that belong to it. */
function scribble(path: string, table: string): void {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const root = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table);
  const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size']);
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size, 0x5a), 0, size, (Number(root?.['rootpage']) - 1) * size);
  closeSync(file);
}

const day = addDays(from, 3);

test.each([
  ['numbers that are others than were written', 'UPDATE day_groups SET devices = 70', day],
  [
    'a day without rollups',
    `DELETE FROM day_groups WHERE day = '${day}'; DELETE FROM rollup_digests WHERE day = '${day}'`,
    day,
  ],
  [
    'one group that is missing',
    `DELETE FROM day_groups WHERE day = '${day}' AND value = 'macOS'`,
    day,
  ],
  [
    'a group that nobody sent',
    `INSERT INTO day_groups VALUES ('census', '${day}', 'os', 'BeOS', 50, 50, '[9,9]')`,
    day,
  ],
  ['windows that are others', 'UPDATE windows SET people = 900', '2026-11-02 2026-11-08'],
  [
    'a table of rollups of another shape',
    'ALTER TABLE day_groups DROP COLUMN people',
    'day_groups',
  ],
  [
    'a table of typed rows of another shape',
    'ALTER TABLE census_rows RENAME COLUMN attempts TO tries',
    'census_rows',
  ],
  ['a table that is gone', 'DROP TABLE windows', ''],
  [
    'a table of marks of another shape',
    'DROP TABLE stale_days; CREATE TABLE stale_days (x)',
    'stale_days',
  ],
])(
  '%s: the service finds it where it starts, says so and answers as before',
  async (_, sql, said) => {
    const { before, start, damage } = await answered();
    damage(sql);
    const { service, log, close } = await start();
    expect(await answersOf(service)).toEqual(before);
    expect(log()).toContain(said);
    await close();
    // What was repaired is intact.
    const again = await start();
    expect(await answersOf(again.service)).toEqual(before);
    expect(again.log()).not.toContain('damaged');
  },
);

test.each(['day_groups', 'windows', 'census_rows', 'usage_rows', 'error_rows', 'rollup_digests'])(
  'where the pages of %s are overwritten, that table alone is made anew, and no record is lost',
  async (table) => {
    const { folder, path, before, start } = await answered();
    scribble(path, table);
    const { service, log } = await start();
    expect(await answersOf(service)).toEqual(before);
    expect(log()).toContain(`made anew from the records: ${table}`);
    expect(readdirSync(folder).filter((name) => name.includes('unreadable'))).toEqual([]);
  },
);

test('where records themselves are overwritten, the database is set aside, and nothing is told of it', async () => {
  const { folder, path, start } = await answered();
  scribble(path, 'records');
  scribble(path, 'day_groups');
  const { log } = await start();
  expect(log()).toContain('set aside');
  expect(readdirSync(folder).filter((name) => name.includes('unreadable'))).not.toEqual([]);
});

test('of a final day whose rollup was damaged nothing is told, since its records are gone, and the log says so', async () => {
  const { start, damage, before } = await answered();
  const muchLater = '2028-03-01T12:00:00.000Z';
  const first = await start(muchLater);
  await vi.waitUntil(async () => {
    const response = await readAsAnalyst(first.service, '/v1/records?limit=1');
    return !(await response.text()).includes('"category"');
  }, 8_000);
  const kept = await answersOf(first.service);
  expect(kept.slice(0, -1)).toEqual(before.slice(0, -1));
  await first.close();
  damage(
    `UPDATE day_groups SET devices = devices + 1 WHERE day = '${day}' AND category = 'census'`,
  );
  const { service, log } = await start(muchLater);
  const [devices] = await answersOf(service);
  expect(log()).toContain(`told no more, since their records are deleted already: ${day}`);
  expect(devices).toMatchObject({
    rows: expect.arrayContaining([{ from: day, to: day, devices: null, people: null }]) as unknown,
  });
});
