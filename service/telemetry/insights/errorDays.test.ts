import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from '../testing/records.ts';
import { addDays } from './days.ts';
import { createInsights, type Insights } from './insights.ts';
import { packKeys } from './keys.ts';
import { fleetOf, type Sent } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import { rowsOf } from './testing/reference.ts';
import { groupOf, slowErrors, slowParts } from './testing/referenceErrors.ts';

const k = 5;
const from = '2026-11-02';
const to = addDays(from, 9);
const query = { from, to, by: 'group' };
const filters = [
  undefined,
  { name: 'version', value: '0.10.0' },
  { name: 'surface', value: 'desktop' },
] as const;

const prepared = (db: DatabaseSync, insights: Insights) => {
  while (insights.errorDays.prepareOne() !== undefined);
  return db.prepare('SELECT * FROM error_days ORDER BY day').all();
};

function expectSlowCounts(insights: Insights, sent: readonly Sent[]): void {
  const rows = rowsOf(sent);
  for (const filter of filters)
    for (const least of [0, k]) {
      const asked = { ...query, ...(filter && { filter }) };
      const only = (row: (typeof rows)[number]) => !filter || row[filter.name] === filter.value;
      const found = new Map(
        insights.errors(asked, least === 0).rows.map((row) => [row.group, row] as const),
      );
      const wanted = slowErrors(rows, { from, to, least, k, only });
      expect([...found.keys()].sort()).toEqual(wanted.map(({ group }) => group).sort());
      for (const row of wanted) expect(found.get(row.group!)).toMatchObject(row);
    }
}

describe('errors', () => {
  test('are what a slow count counts, narrowed or not, whatever is asked while records come late and are withdrawn', async () => {
    const steps = fc.array(fc.record({ ask: fc.nat(9), gone: fc.option(fc.nat(9)) }), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer(), steps, async (seed, drawn) => {
        const sent = fleetOf(createDraw(seed), { devices: 14, from, days: 4 });
        const { db, store } = openTestDatabase();
        const insights = createInsights(db, () => k);
        const gone = new Set<string>();
        const parts = drawn.length + 1;
        for (const [part, step] of [...drawn, undefined].entries()) {
          storeAll(
            store,
            sent.filter((_, index) => index % parts === part),
          );
          const day = addDays(from, step?.ask ?? 0);
          insights.errors({ from: day, to: addDays(day, 3), by: 'group' }, true);
          if (step?.gone === undefined || step.gone === null) continue;
          gone.add(`device-${step.gone}`);
          await store.erase(`owner-device-${step.gone}`, `${to}T00:00:00.000Z`);
        }
        expectSlowCounts(
          insights,
          sent.filter(({ device, row }) => row.category !== 'error' || !gone.has(device)),
        );
        const before = prepared(db, insights);
        insights.migration.beginAnew();
        while (!insights.migration.isDone()) insights.migration.migrateSome();
        expect(prepared(db, insights)).toEqual(before);
        db.close();
      }),
      { numRuns: 6, seed: 17 },
    );
  });

  test('of one group are told by what reports say of where they happened and of the network, as a slow count counts it', () => {
    const sent = fleetOf(createDraw(61), { devices: 30, from, days: 8 });
    const { db, store } = openTestDatabase();
    storeAll(store, sent);
    const insights = createInsights(db, () => k);
    const rows = rowsOf(sent);
    const groups = new Set(rows.filter(({ category }) => category === 'error').map(groupOf));
    expect(groups.size).toBeGreaterThan(5);
    for (const group of groups)
      for (const filter of filters) {
        const asked = { ...query, ...(filter && { filter }) };
        const only = (row: (typeof rows)[number]) => !filter || row[filter.name] === filter.value;
        const parts = insights.errorGroup(group, asked, true)?.rows[0]?.parts;
        const wanted = slowParts(rows, group, { from, to, least: 0, k, only });
        if (parts) expect(parts).toMatchObject(wanted);
        else expect(wanted.version).toEqual([]);
      }
  });

  test('leave nobody who withdrew in what is kept of a day, nor in the file', async () => {
    const sent = fleetOf(createDraw(62), { devices: 12, from, days: 4 });
    const { db, path, store } = openTestDatabase();
    storeAll(store, sent);
    const insights = createInsights(db, () => k);
    insights.errors(query, true);
    const key = packKeys(['person-5']);
    const kept = () => db.prepare('SELECT people FROM error_days').all();
    const holds = (bytes: unknown) => Buffer.from(bytes as Uint8Array).includes(key);
    expect(kept().some(({ people }) => holds(people))).toBe(true);
    await store.erase('owner-device-5', `${to}T00:00:00.000Z`);
    expect(kept().some(({ people }) => holds(people))).toBe(false);
    expect(holds(readFileSync(path))).toBe(false);
    insights.errors(query, true);
    expect(kept().some(({ people }) => holds(people))).toBe(false);
  });
});
