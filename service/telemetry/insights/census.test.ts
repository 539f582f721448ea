import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answers } from '../../../contract/insights/answers.ts';
import { keptId } from '../store/coarse.ts';
import { createDraw } from '../testing/records.ts';
import { addDays, daysOf } from './days.ts';
import { createInsights } from './insights.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import { censusUnits, rowsOf, show, type Group, type Unit } from './testing/reference.ts';

const k = 5;
const from = '2026-11-02';
const days = 9;
const to = addDays(from, days + 1);

/** A few fleets of different sizes, each with the records it sent and the service's insights into them. */
const fleets = [4, 11, 37].map((devices) => {
  const sent = fleetOf(createDraw(devices), { devices, from, days });
  return { devices, units: censusUnits(rowsOf(sent), keptId), sent };
});

function opened(sent: (typeof fleets)[number]['sent']) {
  const { db, store } = openTestDatabase();
  storeAll(store, sent);
  return createInsights(db, k);
}

function groupsBy(units: readonly Unit[], valueOf: (unit: Unit) => string): Group[] {
  const values = [...new Set(units.map(valueOf))].sort();
  return values.map((value) => {
    const own = units.filter((unit) => valueOf(unit) === value);
    const total = (name: string) => own.reduce((sum, unit) => sum + unit.sums[name]!, 0);
    return {
      value,
      devices: own.length,
      sums: { attempts: total('attempts'), failures: total('failures') },
    };
  });
}

const ofDay = (units: readonly Unit[], day: string) => units.filter((unit) => unit.day === day);
const told = (number: number) => (number < k ? null : number);
const downTo = (number: number) => (number < k ? null : Math.floor(number / k) * k);
const distinct = (values: readonly string[]) => new Set(values).size;

describe.each(fleets)('a fleet of $devices devices', ({ sent, units }) => {
  test('is counted by day, by week and by 28 days as a slow count counts it', () => {
    const insights = opened(sent);
    const ask = (by: string) => insights.answer('devices', { from, to, by }).rows;
    expect(ask('day')).toEqual(
      daysOf(from, to).map((day) => {
        const own = ofDay(units, day);
        const people = told(distinct(own.flatMap(({ person }) => person.split(','))));
        const devices = told(own.length);
        return { from: day, to: day, devices, people: devices && people };
      }),
    );
    for (const [by, length] of [
      ['week', 7],
      ['28days', 28],
    ] as const)
      expect(ask(by)).toEqual(
        ['2026-11-08', '2026-11-15'].map((end) => {
          const own = units.filter(({ day }) => day <= end && day > addDays(end, -length));
          const devices = downTo(distinct(own.map(({ device }) => device)));
          const people = downTo(distinct(own.flatMap(({ person }) => person.split(','))));
          return { from: addDays(end, 1 - length), to: end, devices, people: devices && people };
        }),
      );
  });

  test.each(['version', 'os', 'surface'] as const)(
    'is parted by %s as a slow count parts it, day by day and in all',
    (trait) => {
      const insights = opened(sent);
      const byDay = daysOf(from, to).map((day) => {
        const groups = groupsBy(ofDay(units, day), (unit) => unit.traits[trait]!);
        return { day, ...show(groups, k) };
      });
      const sumOf = (groups: readonly Group[], name: string) =>
        groups.reduce((sum, group) => sum + group.sums[name]!, 0);
      const wanted = groupsBy(units, (unit) => unit.traits[trait]!).flatMap(({ value }) => {
        const own = byDay.flatMap(({ shown }) => shown.filter((group) => group.value === value));
        return own.length > 0
          ? [[value, sumOf(own, 'attempts'), sumOf(own, 'failures')] as const]
          : [];
      });
      const { rows } = insights.answer('signins', { from, to, by: trait });
      const named = rows.filter(({ rest }) => !rest);
      expect(named.map((row) => [row.value, row.attempts, row.failures]).sort()).toEqual(wanted);
      const hidden = byDay.flatMap((day) => day.hidden);
      const rest = rows.filter((row) => row.rest);
      expect(rest.map((row) => [row.attempts, row.failures])).toEqual(
        hidden.length > 0 ? [[sumOf(hidden, 'attempts'), sumOf(hidden, 'failures')]] : [],
      );
      for (const { value } of wanted.map(([value]) => ({ value }))) {
        const one = insights.answer('signins', {
          from,
          to,
          by: 'day',
          filter: { name: trait, value },
        });
        expect(one.rows.map((row) => [row.day, row.attempts, row.failures])).toEqual(
          byDay.flatMap(({ day, shown }) =>
            shown
              .filter((group) => group.value === value)
              .map(({ sums }) => [day, sums['attempts'], sums['failures']]),
          ),
        );
      }
    },
  );

  test.each([
    ['languages', 'language'],
    ['languages', 'region'],
    ['systems', 'osVersion'],
    ['devices', 'model'],
  ] as const)('%s by %s are what a slow count counts, rounded day by day', (question, trait) => {
    const { rows } = opened(sent).answer(question, { from, to, by: trait });
    const byDay = daysOf(from, to).map((day) =>
      show(
        groupsBy(ofDay(units, day), (unit) => unit.traits[trait]!),
        k,
      ),
    );
    const sizes = new Map<string, number>();
    for (const { shown } of byDay)
      for (const { value, devices } of shown)
        sizes.set(value, (sizes.get(value) ?? 0) + downTo(devices)!);
    const named = rows.flatMap((row) => ('rest' in row && !row.rest ? [row] : []));
    expect(named.map((row) => [row.value, row.deviceDays]).sort()).toEqual([...sizes].sort());
  });

  test('is told in the shapes that the page reads', () => {
    const insights = opened(sent);
    for (const [question, by] of [
      ['devices', 'day'],
      ['devices', 'week'],
      ['devices', 'model'],
      ['versions', 'day'],
      ['versions', 'version'],
      ['systems', 'day'],
      ['signins', 'day'],
      ['signins', 'os'],
    ] as const)
      answers[question].parse(insights.answer(question, { from, to, by }));
  });
});

test('whatever comes in whatever order and is rebuilt, the rollups are the same to the last digit', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat(8), { maxLength: 5 }), (seed, asked) => {
      const sent = fleetOf(createDraw(seed), { devices: 9, from, days: 4 });
      const { db, store } = openTestDatabase();
      const insights = createInsights(db, k);
      const parts = asked.length + 1;
      for (let part = 0; part < parts; part += 1) {
        storeAll(
          store,
          sent.filter((_, index) => index % parts === part),
        );
        // Questions asked in between must not affect later answers.
        const day = addDays(from, asked[part] ?? 0);
        insights.answer('versions', { from: day, to: day, by: 'day' });
        insights.answer('devices', { from: day, to: day, by: '28days' });
      }
      const found = () => {
        while (insights.rollups.rollUpOne());
        for (const by of ['week', '28days']) insights.answer('devices', { from, to, by });
        return ['day_groups', 'windows'].map((table) =>
          db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3, 4`).all(),
        );
      };
      const before = found();
      insights.migration.beginAnew();
      while (!insights.migration.isDone()) insights.migration.migrateSome();
      insights.rollups.beginAnew();
      expect(found()).toEqual(before);
      db.close();
    }),
    { numRuns: 8, seed: 17 },
  );
});
