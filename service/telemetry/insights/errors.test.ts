import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErrorCounts } from '../../../contract/insights/answers.ts';
import { createDraw } from '../testing/records.ts';
import { addDays } from './days.ts';
import { createInsights } from './insights.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import { rowsOf, told, type ReferenceRow } from './testing/reference.ts';

const k = 5;
const from = '2026-11-02';
const to = addDays(from, 9);
const by = 'group';

function groupOf({ name, fields }: ReferenceRow): string {
  const text = (field: string) => told({ fields }, field);
  if (name === 'exception' || name === 'repeats') return `exception:${text('fingerprint')}`;
  if (name === 'crash') return 'crash:gpu/crash/SIGSEGV';
  return `${name}:${text('errorCode')}`;
}

const personOf = (row: ReferenceRow) => told(row, 'userId');
const peopleOf = (rows: readonly ReferenceRow[]) =>
  new Set(rows.map(personOf).filter((person) => person !== '')).size;

/** Errors by group, counted plainly; only those of at least k people on one day, version and surface. */
function slowErrors(all: readonly ReferenceRow[], least: number): Partial<ErrorCounts>[] {
  const inRange = all.filter((row) => row.category === 'error' && row.day >= from && row.day <= to);
  const cellOf = (row: ReferenceRow) => [groupOf(row), row.day, row.version, row.surface].join();
  const rows = inRange.filter(
    (row) => peopleOf(inRange.filter((other) => cellOf(other) === cellOf(row))) >= least,
  );
  return [...new Set(rows.map(groupOf))].map((group) => {
    const own = rows.filter((row) => groupOf(row) === group);
    const reports = own.filter(({ name }) => name !== 'repeats');
    const days = [...new Set(own.map(({ day }) => day))].sort();
    const people = peopleOf(own);
    return {
      group,
      reports: reports.length,
      occurrences: own.reduce((sum, { fields }) => sum + Number(fields['occurrences'] ?? 1), 0),
      people: least > 1 ? people - (people % k) : people,
      firstDay: days[0]!,
      lastDay: days.at(-1)!,
      trend: days.map((day) => ({
        day,
        reports: reports.filter((row) => row.day === day).length,
      })),
    };
  });
}

const byGroup = (rows: readonly Partial<ErrorCounts>[]) =>
  [...rows].sort((a, b) => (a.group! < b.group! ? -1 : 1));

describe('errors', () => {
  test.each([3, 20, 60])(
    'of %i devices are what a slow count counts, all and what anybody may see',
    (devices) => {
      const sent = fleetOf(createDraw(devices), { devices, from, days: 8 });
      const { db, store } = openTestDatabase();
      storeAll(store, sent);
      const insights = createInsights(db, k);
      for (const every of [true, false]) {
        const found = byGroup(insights.errors({ from, to, by }, every).rows);
        const wanted = byGroup(slowErrors(rowsOf(sent), every ? 0 : k));
        expect(found.length).toBe(wanted.length);
        found.forEach((row, index) => {
          expect(row).toMatchObject(wanted[index]!);
        });
      }
    },
  );

  test('of those who withdrew are in no number from then on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.uniqueArray(fc.nat(9)), async (seed, gone) => {
        const sent = fleetOf(createDraw(seed), { devices: 10, from, days: 4 });
        const { db, store } = openTestDatabase();
        storeAll(store, sent);
        const insights = createInsights(db, k);
        insights.errors({ from, to, by }, true);
        for (const one of gone) await store.erase(`owner-device-${one}`, `${to}T00:00:00.000Z`);
        const left = sent.filter(({ device }) => !gone.some((one) => device === `device-${one}`));
        const found = byGroup(insights.errors({ from, to, by }, true).rows);
        const wanted = byGroup(slowErrors(rowsOf(left), 0));
        expect(found.length).toBe(wanted.length);
        found.forEach((row, index) => {
          expect(row).toMatchObject(wanted[index]!);
        });
        db.close();
      }),
      { numRuns: 8, seed: 17 },
    );
  });

  test('of one group are seen with reports by engineers alone', () => {
    const sent = fleetOf(createDraw(60), { devices: 60, from, days: 8 });
    const { db, store } = openTestDatabase();
    storeAll(store, sent);
    const insights = createInsights(db, k);
    for (const { group } of insights.errors({ from, to, by }, false).rows) {
      const told = insights.errorGroup(group, { from, to, by }, false)!;
      expect(told.rows[0]!.parts).toBeNull();
      const all = insights.errorGroup(group, { from, to, by }, true)!;
      expect(all.rows[0]!.parts!.reports.length).toBeGreaterThan(0);
    }
    expect(insights.errorGroup('exception:none', { from, to, by }, true)).toBeUndefined();
  });
});
