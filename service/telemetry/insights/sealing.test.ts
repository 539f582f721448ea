import { expect, test } from 'vitest';
import { questions, type Question } from '../../../contract/insights/queries.ts';
import { noReserve } from '../store/reserve.ts';
import { createRetention } from '../store/retention.ts';
import { createDraw } from '../testing/records.ts';
import { addDays } from './days.ts';
import { createInsights, type Insights } from './insights.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';

const k = 5;
const from = '2026-10-05';
const to = addDays(from, 9);

const asked = (Object.keys(questions) as Question[]).filter(
  (question) => question !== 'errors' && question !== 'releases',
);

const all = (insights: Insights, range = { from, to }) =>
  asked.flatMap((question) =>
    questions[question].map((by) => insights.answer(question, { ...range, by })),
  );

/** Deletes what is past its retention at that time, as the service does. */
function expire(
  { db }: ReturnType<typeof openTestDatabase>,
  insights: Insights,
  now: string,
): void {
  const limits = { recordDays: 45, errorDays: 45 };
  const retention = createRetention(db, limits, noReserve, insights.mayDelete);
  while (retention.deleteSome(new Date(now)));
}

function filled(seed: number) {
  const opened = openTestDatabase();
  const sent = fleetOf(createDraw(seed), { devices: 23, from, days: 8 });
  storeAll(opened.store, sent);
  return { ...opened, opened, insights: createInsights(opened.db, k), sent };
}

test('answers outlive the rows that they were computed from, and nothing that is too small to be told does', () => {
  const { db, opened, insights } = filled(17);
  const before = all(insights);
  expire(opened, insights, '2027-01-20T12:00:00.000Z');
  expect(db.prepare('SELECT count(*) AS rows FROM census_rows').get()).toEqual({ rows: 0 });
  expect(db.prepare('SELECT count(*) AS rows FROM usage_rows').get()).toEqual({ rows: 0 });
  expect(all(insights)).toEqual(before);
  for (const table of ['day_groups', 'windows'])
    expect(db.prepare(`SELECT * FROM ${table} WHERE devices < ?`).all(k)).toEqual([]);
  // With a larger k less of what is left is shown, and a rebuild brings nothing back.
  insights.rollups.beginAnew();
  expect(all(insights)).toEqual(before);
  const larger = createInsights(db, 9);
  for (const { rows } of all(larger))
    for (const row of rows) {
      const devices = 'deviceDays' in row ? row.deviceDays : 'devices' in row ? row.devices : 9;
      expect(devices ?? 9).toBeGreaterThanOrEqual(9);
    }
});

test('what comes of days that are final changes nothing, and other days are counted as ever', () => {
  const { opened, insights, store } = filled(18);
  const before = all(insights);
  expire(opened, insights, '2027-01-20T12:00:00.000Z');
  storeAll(store, fleetOf(createDraw(19), { devices: 23, from, days: 8 }));
  expect(all(insights)).toEqual(before);
  const later = { from: '2027-01-20', to: '2027-01-21' };
  storeAll(store, fleetOf(createDraw(20), { devices: 40, from: later.from, days: 2 }));
  expect(insights.answer('devices', { ...later, by: 'day' }).rows).not.toContainEqual(
    expect.objectContaining({ from: later.from, devices: null }),
  );
});

test('a clock that was years ahead makes no day final that is to come', () => {
  const { opened, insights, store } = filled(21);
  expire(opened, insights, '2031-01-01T00:00:00.000Z');
  const next = addDays(to, 60);
  storeAll(store, fleetOf(createDraw(22), { devices: 40, from: next, days: 1 }));
  const { rows } = insights.answer('devices', { from: next, to: next, by: 'day' });
  expect(rows).toEqual([expect.objectContaining({ devices: expect.any(Number) as number })]);
});

test('rows wait for what is computed from them, while an older database is still prepared', () => {
  const { db, opened, insights, migration } = filled(23);
  migration.beginAnew();
  expire(opened, insights, '2027-01-20T12:00:00.000Z');
  const kept = db.prepare("SELECT count(*) AS rows FROM records WHERE category <> 'error'").get();
  expect(Number(kept?.['rows'])).toBeGreaterThan(100);
});
