import { describe, expect, test } from 'vitest';
import { answers } from '../../../contract/insights/answers.ts';
import { createDraw } from '../testing/records.ts';
import { addDays, daysOf } from './days.ts';
import { createInsights } from './insights.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import {
  rowsOf,
  show,
  told as textOf,
  type Group,
  type ReferenceRow,
} from './testing/reference.ts';

const k = 5;
const from = '2026-11-02';
const days = 8;
const to = addDays(from, days + 1);

const fields = {
  sessions: 'sessions',
  crashes: 'crashes',
  hangs: 'hangs',
  recordsDropped: 'recordsDropped',
  imSent: 'imSent',
  imReceived: 'imReceived',
  callsMade: 'callsMade',
  callMinutesTenths: 'callMinutes',
  meetingJoinAttempts: 'meetingJoinAttempts',
  meetingJoinSuccesses: 'meetingJoinSuccesses',
} as const;
type Measure = keyof typeof fields;
const measures = Object.keys(fields) as Measure[];

const valueOf: Readonly<Record<string, (row: ReferenceRow) => string>> = {
  day: () => '',
  version: ({ version }) => version,
  surface: ({ surface }) => surface,
  os: (row) => textOf(row, 'osName'),
  organisation: (row) => textOf(row, 'federationPartner'),
};

function groupsBy(rows: readonly ReferenceRow[], value: (row: ReferenceRow) => string): Group[] {
  return [...new Set(rows.map(value))].sort().map((name) => {
    const own = rows.filter((row) => value(row) === name);
    const total = (measure: Measure) =>
      own.reduce((sum, row) => {
        const told = Number(row.fields[fields[measure]] ?? 0);
        return sum + (measure === 'callMinutesTenths' ? Math.round(told * 10) : told);
      }, 0);
    return {
      value: name,
      devices: own.filter((row) => row.first).length,
      sums: Object.fromEntries(measures.map((measure) => [measure, total(measure)])),
    };
  });
}

/** The sums over several days' groups; undefined if there are none. */
const added = (groups: readonly Group[]) =>
  groups.length === 0
    ? undefined
    : {
        deviceDays: groups.reduce((sum, { devices }) => sum + devices, 0),
        ...Object.fromEntries(
          measures.map((measure) => [
            measure,
            groups.reduce((sum, { sums }) => sum + sums[measure]!, 0),
          ]),
        ),
      };

describe.each([4, 12, 40])('what a fleet of %i devices did', (devices) => {
  const sent = fleetOf(createDraw(devices + 1), { devices, from, days });
  const rows = rowsOf(sent).filter(({ category }) => category === 'usage');
  const ofDay = (day: string) => rows.filter((row) => row.day === day);
  const opened = () => {
    const { db, store } = openTestDatabase();
    storeAll(store, sent);
    return createInsights(db, k);
  };

  test.each(['version', 'surface', 'os'] as const)(
    'is told by %s as a slow count tells it, and what went wrong too',
    (by) => {
      const insights = opened();
      const told = daysOf(from, to).map((day) => show(groupsBy(ofDay(day), valueOf[by]!), k));
      const names = [...new Set(rows.map(valueOf[by]!))].sort();
      const named = names.flatMap((name) => {
        const own = added(told.flatMap(({ shown }) => shown.filter(({ value }) => value === name)));
        return own ? [{ value: name, ...own }] : [];
      });
      const rest = added(told.flatMap(({ hidden }) => hidden));
      const wanted = [...named, ...(rest ? [{ value: null, ...rest }] : [])];
      for (const question of ['usage', 'stability'] as const) {
        const found = insights.answer(question, { from, to, by }).rows;
        answers[question].shape.rows.parse(found);
        expect(found.length).toBe(wanted.length);
        for (const row of found) {
          const slow = wanted.find(({ value }) => value === row.value)!;
          for (const [name, value] of Object.entries(row))
            if (name in slow) expect([name, value]).toEqual([name, slow[name as 'deviceDays']]);
        }
      }
    },
  );

  test('is told by organisation, with no organisation of fewer than k devices among them', () => {
    const found = opened().answer('organisations', { from, to, by: 'organisation' }).rows;
    const told = daysOf(from, to).map((day) =>
      show(groupsBy(ofDay(day), valueOf['organisation']!), k),
    );
    const shown = new Set(told.flatMap((day) => day.shown.map(({ value }) => value)));
    expect(new Set(found.flatMap(({ value }) => (value === null ? [] : [value])))).toEqual(shown);
  });

  test('is told by day, where enough devices told that day', () => {
    const found = opened().answer('usage', { from, to, by: 'day' }).rows;
    const wanted = daysOf(from, to).flatMap((day) => {
      const [all] = groupsBy(ofDay(day), () => '');
      return all && all.devices >= k ? [{ day, value: null, rest: false, ...added([all]) }] : [];
    });
    expect(found).toEqual(
      wanted.map(({ ...row }) => expect.objectContaining({ day: row.day }) as unknown),
    );
    found.forEach((row, index) => {
      expect(wanted[index]).toMatchObject(row);
    });
  });

  test('with features is told of those that k devices used that day', () => {
    const found = opened().answer('features', { from, to, by: 'feature' }).rows;
    const wanted = ['options', 'help', 'call'].flatMap((feature) => {
      const used = (row: ReferenceRow) =>
        (row.fields['featureUse'] as Record<string, number>)[feature] ?? 0;
      const told = daysOf(from, to)
        .map((day) => ofDay(day).filter((row) => used(row) > 0))
        .map((own) => ({
          deviceDays: own.filter((row) => row.first).length,
          uses: own.reduce((sum, row) => sum + used(row), 0),
        }))
        .filter(({ deviceDays }) => deviceDays >= k);
      const total = (name: 'deviceDays' | 'uses') => told.reduce((sum, day) => sum + day[name], 0);
      return told.length > 0
        ? [{ value: feature, deviceDays: total('deviceDays'), uses: total('uses') }]
        : [];
    });
    expect(found.length).toBe(wanted.length);
    for (const row of wanted) expect(found).toContainEqual({ day: null, rest: false, ...row });
  });
});
