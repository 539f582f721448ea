import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDraw, drawId, type Draw } from '../testing/records.ts';
import { daysOf } from './days.ts';
import { createInsights } from './insights.ts';
import type { Sent } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import { typedFieldsOf } from './typedFields.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Summer time ends in Europe on 25 October and in America on 1 November; in Chatham it began before. */
const began = Date.parse('2026-10-23T00:00:00.000Z');
const asked = { from: '2026-09-10', to: '2026-11-05', by: 'day' } as const;
const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'Pacific/Chatham',
  'Asia/Kathmandu',
];
/** By how much clocks jump: within an hour of midnight, by a day or two, or to another time altogether. */
const jumps = [
  -1,
  1,
  -14,
  14,
  -24,
  24,
  48,
  -40 * 24,
  -41 * 24,
  -60 * 24,
  400 * 24,
  -9000 * 24,
  9000 * 24,
];

const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const localDay = (zone: string, ms: number): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(ms);

interface Entry {
  readonly sent: Sent;
  readonly category: 'census' | 'usage';
  /** The day that the device names. */
  readonly named: string;
  readonly device: string;
  readonly isFirst: boolean;
  readonly counted: number;
}

interface Device {
  readonly id: string;
  readonly zone: string;
  readonly days: Set<string>;
}

/** What a device writes and sends at a moment, by its clock and its zone. */
function entryOf(
  draw: Draw,
  { id, zone, days }: Device,
  category: Entry['category'],
  { clockMs, arrivedMs }: { readonly clockMs: number; readonly arrivedMs: number },
): Entry {
  const named = category === 'usage' ? localDay(zone, clockMs) : utcDay(clockMs);
  const isFirst = category === 'usage' && !days.has(named);
  if (isFirst) days.add(named);
  const counted = draw(9);
  const fields =
    category === 'usage'
      ? { day: named, ...(isFirst && { firstOfDay: 1 }), imSent: counted }
      : { deviceId: id, userId: id, osName: 'Linux', signInAttempts: counted, signInFailures: 0 };
  const name = category === 'usage' ? 'day' : 'snapshot';
  const row = {
    id: drawId(draw),
    category,
    name,
    surface: 'desktop',
    at: new Date(clockMs).toISOString(),
    appName: 'Candor',
    appVersion: '1.0.0',
    owner: null,
    fields: JSON.stringify(fields),
    typed: typedFieldsOf(category, name, fields),
    pepperId: null,
    digest: 'x',
  } as const;
  const sent = { device: id, row, receivedAt: new Date(arrivedMs).toISOString() };
  return { sent, category, named, device: id, isFirst, counted };
}

/** Devices in many zones, which write just before and after midnight, are away for days, and whose clocks jump. */
function lifeOf(draw: Draw, devices: number): Entry[] {
  return Array.from({ length: devices }, (_, index) => {
    const zone = zones[draw(zones.length)] ?? 'UTC';
    const device = { id: `device-${index}`, zone, days: new Set<string>() };
    let wrongMs = 0;
    return Array.from({ length: 12 }, (_, day) => day).flatMap((day) => {
      if (draw(5) === 0) return [];
      // A clock that jumped is put right again at some time.
      if (draw(3) === 0) wrongMs = draw(2) ? 0 : (jumps[draw(jumps.length)] ?? 0) * HOUR_MS;
      return [-1, 0, 1, 13 * HOUR_MS].map((afterMidnightMs) => {
        const nowMs = began + day * DAY_MS + draw(24) * HOUR_MS + afterMidnightMs;
        const arrivedMs = nowMs + (draw(4) ? 0 : draw(35) * DAY_MS);
        const clockMs = nowMs + wrongMs;
        return entryOf(draw, device, draw(2) ? 'usage' : 'census', { clockMs, arrivedMs });
      });
    });
  }).flat();
}

/** The day that an entry is counted on, by the calendar: what no right clock could have named is the day of arrival. */
function countedOn({ named, sent }: Entry): string {
  const arrived = sent.receivedAt.slice(0, 10);
  const lateDays = Math.round((Date.parse(arrived) - Date.parse(named)) / DAY_MS);
  return lateDays > 40 || lateDays < -1 ? arrived : named;
}

test('whatever the zones of devices, and however their clocks jump, each record counts once, on the day that it names if that can be', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, devices) => {
      const entries = lifeOf(createDraw(seed), devices);
      const { db, store } = openTestDatabase();
      storeAll(
        store,
        entries.map(({ sent }) => sent),
      );
      const insights = createInsights(db, () => 1);
      const ofDays = Map.groupBy(entries, (entry) => `${entry.category} ${countedOn(entry)}`);
      const on = (day: string, category: Entry['category']) =>
        ofDays.get(`${category} ${day}`) ?? [];
      const added = (of: readonly Entry[]) => of.reduce((sum, { counted }) => sum + counted, 0);
      const days = daysOf(asked.from, asked.to);
      const told = insights.answer('devices', asked).rows;
      expect(told.map((row) => ('from' in row ? [row.from, row.devices ?? 0] : []))).toEqual(
        days.map((day) => [day, new Set(on(day, 'census').map(({ device }) => device)).size]),
      );
      const used = days.flatMap((day) => {
        const of = on(day, 'usage');
        const marked = of.filter((entry) => entry.isFirst && entry.named === day).length;
        return marked > 0 ? [[day, marked, added(of)]] : [];
      });
      const usage = insights.answer('usage', asked).rows;
      expect(usage.map((row) => [row.day, row.deviceDays, row.imSent])).toEqual(used);
      const signins = insights.answer('signins', asked).rows;
      expect(signins.map((row) => [row.day, row.attempts])).toEqual(
        days.flatMap((day) => {
          const of = on(day, 'census');
          return of.length > 0 ? [[day, added(of)]] : [];
        }),
      );
      for (const entry of entries) {
        const { receivedAt, row } = entry.sent;
        if (entry.named > receivedAt.slice(0, 10)) seen.add('a day ahead');
        if (countedOn(entry) !== entry.named) seen.add('no right clock');
        if (entry.named !== row.at.slice(0, 10)) seen.add('another day than in UTC');
        if (countedOn(entry) > receivedAt.slice(0, 10)) seen.add('counted a day ahead');
      }
      if (days.some((day) => on(day, 'census').length === 0)) seen.add('a day without rows');
      db.close();
    }),
    { numRuns: 25, seed: 19 },
  );
  expect([...seen].sort()).toEqual([
    'a day ahead',
    'a day without rows',
    'another day than in UTC',
    'counted a day ahead',
    'no right clock',
  ]);
});
