import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questions } from '../../../contract/insights/queries.ts';
import { keptId } from '../store/coarse.ts';
import { createDraw, type Draw } from '../testing/records.ts';
import { addDays, daysOf } from './days.ts';
import { createInsights, type Insights } from './insights.ts';
import { parseQuery } from './parseQuery.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import { censusUnits, rowsOf, told, type ReferenceRow } from './testing/reference.ts';

const k = 5;
const from = '2026-11-02';
const days = 5;
const to = addDays(from, days);
const allDays = daysOf(from, to);

/** Everyone whom numbers can be about, as bits, with their traits. */
interface Population {
  readonly members: readonly { readonly day: string; readonly who: string }[];
  readonly where: (test: (index: number) => boolean) => bigint;
}

function populationOf(members: Population['members']): Population {
  return {
    members,
    where: (test) =>
      members.reduce((set, _, index) => (test(index) ? set | (1n << BigInt(index)) : set), 0n),
  };
}

/** How many different devices (people) a set contains. */
function sizeOf({ members }: Population, set: bigint): number {
  const who = new Set(
    members.filter((_, index) => (set >> BigInt(index)) & 1n).map((one) => one.who),
  );
  who.delete('');
  return who.size;
}

type Told = Map<bigint, Set<string>>;
type Traits = Readonly<Record<string, string>>;
const usageTraits = (row: ReferenceRow): Traits => ({
  version: row.version,
  surface: row.surface,
  os: told(row, 'osName'),
  organisation: told(row, 'federationPartner'),
});

const pick = <T>(draw: Draw, of: readonly T[]): T => of[draw(of.length)] as T;
/** The traits by which the daily questions are broken down. */
const dailyTraits = [
  ['versions', 'version'],
  ['systems', 'os'],
] as const;
const exact = [
  'versions',
  'systems',
  'signins',
  'usage',
  'organisations',
  'stability',
  'devices',
] as const;
const values = {
  version: ['0.9.0', '0.10.0', '0.10.0-beta.2', '1.0.0'],
  os: ['Windows', 'macOS', 'Debian'],
  surface: ['desktop', 'meetings'],
} as const;

/** Asks at random, as any analyst could. @returns for each number, the set that it is about. */
function gather(
  draw: Draw,
  insights: Insights,
  census: Population,
  traits: Record<'census' | 'usage', readonly Traits[]>,
  usage: Population,
) {
  const found = { census: new Map() as Told, usage: new Map() as Told };
  /** The days on which a value is shown, which an analyst learns by asking for each day alone. */
  const shownOn = (question: (typeof exact)[number], by: string, value: string | null) =>
    allDays.filter((day) =>
      insights
        .answer(question, { from: day, to: day, by })
        .rows.some((row) => 'rest' in row && row.value === value && row.rest === (value === null)),
    );
  for (let time = 0; time < 150; time += 1) {
    const question = pick(draw, exact);
    const by = pick<string>(draw, questions[question]);
    if (['week', '28days', 'osVersion', 'model'].includes(by)) continue;
    const [start = 0, end = 0] = [draw(days + 1), draw(days + 1)].sort();
    const filter = pick(draw, [undefined, 'version', 'os', 'surface'] as const);
    const query = {
      from: addDays(from, start),
      to: addDays(from, end),
      by,
      ...(filter && { [filter]: pick<string>(draw, values[filter]) }),
    };
    const asked = parseQuery(question, query, to);
    const narrowed = asked.ok ? asked.value.filter?.value : undefined;
    if (!asked.ok) continue;
    const category = ['usage', 'organisations', 'stability'].includes(question)
      ? 'usage'
      : 'census';
    const population = category === 'usage' ? usage : census;
    for (const row of insights.answer(question, asked.value).rows) {
      const isWindow = 'from' in row;
      if (isWindow && row.devices === null) continue;
      const day = isWindow ? row.from : row.day;
      const trait =
        filter ?? (by === 'day' ? new Map<string, string>(dailyTraits).get(question) : by);
      const value = isWindow ? (narrowed ?? null) : row.value;
      const isRest = !isWindow && row.rest;
      const parted = trait === undefined ? undefined : traits[category].map((one) => one[trait]);
      const askBy = by === 'day' && filter ? filter : by;
      const onDays = day
        ? [day]
        : daysOf(query.from, query.to).filter((one) =>
            shownOn(question, askBy, value).includes(one),
          );
      const named = (one: string): readonly string[] =>
        insights
          .answer(category === 'usage' ? 'usage' : 'signins', { from: one, to: one, by: trait! })
          .rows.flatMap((other) => (other.rest ? [] : [String(other.value)]));
      const shown = new Map(isRest ? onDays.map((one) => [one, named(one)] as const) : []);
      const set = population.where((index) => {
        const member = population.members[index]!;
        if (!onDays.includes(member.day)) return false;
        if (isRest) return !shown.get(member.day)!.includes(parted![index]!);
        return value === null || parted![index] === value;
      });
      const traitsOf = found[category].get(set) ?? new Set();
      found[category].set(set, traitsOf.add(trait ?? 'all'));
    }
  }
  return found;
}

/** What is known about two sets: the trait by which both are broken down; `all` goes with every trait. */
function both(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  if (one.has('all')) return new Set(other);
  return other.has('all') ? new Set(one) : new Set([...one].filter((trait) => other.has(trait)));
}

/**
 * Subtracts the shown numbers from each other, over and over. One set is known to be part of another if both are broken
 * down by one trait or if the other is the whole, but not because a version and a system happen to coincide.
 * @returns the sizes of all groups that result.
 */
function subtract(draw: Draw, population: Population, told: Told): number[] {
  const sets = [...told];
  const sizes = sets.map(([set]) => sizeOf(population, set));
  for (const [set, traits] of sets)
    for (const [other, otherTraits] of sets)
      if ((set & other) === other && both(traits, otherTraits).size > 0)
        sizes.push(sizeOf(population, set & ~other));
  for (let time = 0; time < 400 && sets.length > 0; time += 1) {
    let [left, traits] = pick(draw, sets);
    for (let step = 0; step < 6; step += 1) {
      const [other, otherTraits] = pick(draw, sets);
      const known = both(traits, otherTraits);
      if (known.size === 0) continue;
      // Only a part can be subtracted, and only disjoint sets can be added.
      if ((left & other) === other) left &= ~other;
      else if ((left & other) === 0n) left |= other;
      else continue;
      traits = known;
      sizes.push(sizeOf(population, left));
    }
  }
  return sizes;
}

test('nobody can compute anything about fewer than k devices, by whatever filters, differences and neighbouring days', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 3, max: 26 }), (seed, devices) => {
      const draw = createDraw(seed);
      const { db, store } = openTestDatabase();
      const sent = fleetOf(draw, { devices, from, days });
      storeAll(store, sent);
      const rows = rowsOf(sent);
      const units = censusUnits(rows, keptId);
      const usageRows = rows.filter(({ category }) => category === 'usage');
      const census = populationOf(units.map(({ day, device }) => ({ day, who: device })));
      const usage = populationOf(usageRows.map(({ day, sender }) => ({ day, who: sender })));
      const traits = {
        census: units.map((unit) => unit.traits),
        usage: usageRows.map(usageTraits),
      };
      const found = gather(draw, createInsights(db, k), census, traits, usage);
      for (const [population, told] of [
        [census, found.census],
        [usage, found.usage],
      ] as const) {
        const sizes = subtract(draw, population, told);
        expect(sizes.filter((size) => size > 0 && size < k)).toEqual([]);
      }
      db.close();
    }),
    { numRuns: 12, seed: 17 },
  );
});

test('numbers that overlap leave open whether fewer than k devices make the difference', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 3, max: 40 }), (seed, devices) => {
      const { db, store } = openTestDatabase();
      storeAll(store, fleetOf(createDraw(seed), { devices, from, days }));
      const insights = createInsights(db, k);
      /** The fewest and the most devices that a number may stand for. */
      const read = (devices: number | null, isRounded: boolean): [number, number] =>
        devices === null ? [0, k - 1] : isRounded ? [devices, devices + k - 1] : [devices, devices];
      const areRounded = (numbers: readonly (number | null)[]) =>
        numbers.every((number) => number === null || number % k === 0);
      for (const week of insights.answer('devices', { from, to, by: 'week' }).rows)
        if ('people' in week) expect(areRounded([week.devices, week.people])).toBe(true);
      for (const [question, by] of [
        ['systems', 'osVersion'],
        ['languages', 'language'],
        ['languages', 'region'],
        ['devices', 'model'],
      ] as const)
        for (const row of insights.answer(question, { from, to, by }).rows)
          if ('deviceDays' in row) expect(areRounded([row.deviceDays])).toBe(true);
      const leavesOpen = (whole: [number, number], part: [number, number]) => {
        const [least, most] = [Math.max(0, whole[0] - part[1]), whole[1] - part[0]];
        return least === 0 || most >= k;
      };
      for (const week of insights.answer('devices', { from, to, by: 'week' }).rows)
        for (const day of insights.answer('devices', { from, to, by: 'day' }).rows)
          if ('people' in week && 'people' in day && day.from >= week.from && day.to <= week.to) {
            expect(leavesOpen(read(week.devices, true), read(day.devices, false))).toBe(true);
            if (day.people !== null && week.people !== null)
              expect(leavesOpen(read(week.people, true), read(day.people, false))).toBe(true);
          }
      for (const day of allDays) {
        const ask = (by: string) => insights.answer('systems', { from: day, to: day, by }).rows;
        for (const system of ask('os'))
          for (const version of ask('osVersion'))
            if (!system.rest && !version.rest && version.value?.startsWith(`${system.value} `))
              expect(
                leavesOpen(read(system.deviceDays, false), read(version.deviceDays, true)),
              ).toBe(true);
      }
      db.close();
    }),
    { numRuns: 12, seed: 18 },
  );
});
