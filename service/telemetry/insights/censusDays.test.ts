import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRetention } from '../store/retention.ts';
import { noReserve } from '../store/reserve.ts';
import { createDraw } from '../testing/records.ts';
import { createCensusDays, type Range } from './censusDays.ts';
import { addDays } from './days.ts';
import { createInsights } from './insights.ts';
import { packKeys } from './keys.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';

const k = 5;
const from = '2026-11-02';

const slowly = (db: DatabaseSync, range: Range) => ({
  ...db
    .prepare(
      `SELECT count(DISTINCT device) AS devices, count(DISTINCT person) AS people
       FROM census_rows WHERE day BETWEEN ? AND ?`,
    )
    .get(range.from, range.to),
});

const kept = (db: DatabaseSync) => db.prepare('SELECT * FROM census_days ORDER BY day').all();
const holds = (bytes: unknown, name: string) =>
  Buffer.from(bytes as Uint8Array).includes(packKeys([name]));

test('whatever ranges are asked for at once, each has as many devices and people as its rows', () => {
  const { db, store } = openTestDatabase();
  storeAll(store, fleetOf(createDraw(71), { devices: 900, from, days: 12 }));
  const { count } = createCensusDays(db);
  const ranges = fc.array(
    fc.tuple(fc.integer({ min: -4, max: 16 }), fc.nat(30)).map(([start, length]) => ({
      from: addDays(from, start),
      to: addDays(from, start + length),
    })),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(ranges, (asked) => {
      expect(count(asked)).toEqual(asked.map((range) => slowly(db, range)));
    }),
    { numRuns: 30, seed: 17 },
  );
});

test('a device whose record is erased is in no day’s keys from then on, nor in the file', () => {
  const { db, path, store } = openTestDatabase();
  storeAll(store, fleetOf(createDraw(72), { devices: 12, from, days: 4 }));
  const insights = createInsights(db, () => k);
  const ask = () => insights.answer('devices', { from, to: addDays(from, 6), by: 'week' });
  ask();
  const ofDevice = () => kept(db).some(({ devices }) => holds(devices, 'device-5'));
  expect(ofDevice()).toBe(true);
  db.exec("DELETE FROM records WHERE fields ->> 'deviceId' = 'device-5'");
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  expect(ofDevice()).toBe(false);
  expect(holds(readFileSync(path), 'device-5')).toBe(false);
  ask();
  expect(ofDevice()).toBe(false);
});

test('no key outlives the rows of its day, and a final day gets none', () => {
  const { db, store } = openTestDatabase();
  storeAll(store, fleetOf(createDraw(73), { devices: 23, from, days: 8 }));
  const insights = createInsights(db, () => k);
  const { prepareOne } = insights.censusDays;
  while (prepareOne());
  expect(kept(db).length).toBeGreaterThan(5);
  const limits = { recordDays: 45, errorDays: 45 };
  const retention = createRetention(db, limits, noReserve, insights.mayDelete);
  while (retention.deleteSome(new Date('2027-02-20T12:00:00.000Z')));
  expect(kept(db)).toEqual([]);
  storeAll(store, fleetOf(createDraw(74), { devices: 23, from, days: 8 }));
  while (insights.rollups.rollUpOne());
  while (prepareOne());
  const final = addDays(from, 8);
  expect(kept(db).filter(({ day }) => String(day) >= from && String(day) < final)).toEqual([]);
});
