import { describe, expect, test } from 'vitest';
import { answers } from '../../../contract/insights/answers.ts';
import { keptId } from '../store/coarse.ts';
import { createDraw } from '../testing/records.ts';
import { addDays, daysOf } from './days.ts';
import { createInsights } from './insights.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import { censusUnits, rowsOf, show, type Group } from './testing/reference.ts';

const k = 5;
const from = '2026-11-02';
const days = 20;
const to = addDays(from, days + 1);

/** Something that counts for a day and a version: a device's census, or a row of usage. */
interface Part {
  readonly day: string;
  readonly version: string;
  readonly isDevice: boolean;
  readonly counts: Readonly<Record<string, unknown>>;
}

/** Sums a version's parts over the days on which it may be shown. */
function slowSums(parts: readonly Part[], version: string, name: string): number {
  return daysOf(from, to).reduce((sum, day) => {
    const own = parts.filter((part) => part.day === day);
    const groups: Group[] = [...new Set(own.map((part) => part.version))].sort().map((value) => ({
      value,
      devices: own.filter((part) => part.version === value && part.isDevice).length,
      sums: {},
    }));
    if (!show(groups, k).shown.some(({ value }) => value === version)) return sum;
    const told = own.filter((part) => part.version === version);
    return told.reduce((total, { counts }) => total + Number(counts[name] ?? 0), sum);
  }, 0);
}

/** For each measure, its parts and wholes. */
function slowShares(sent: ReturnType<typeof fleetOf>, version: string) {
  const rows = rowsOf(sent);
  const census = censusUnits(rows, keptId).map(({ day, traits, sums }): Part => {
    const { version: of = '' } = traits;
    return { day, version: of, isDevice: true, counts: sums };
  });
  const usage = rows
    .filter(({ category }) => category === 'usage')
    .map(({ day, version: of, first, fields }): Part => {
      return { day, version: of, isDevice: first, counts: fields };
    });
  const attempts = slowSums(census, version, 'attempts');
  const sum = (name: string) => slowSums(usage, version, name);
  const sessions = sum('sessions');
  return {
    signInFailures: [slowSums(census, version, 'failures'), attempts],
    crashFreeSessions: [sessions - sum('crashes'), sessions],
    sessionsWithoutHang: [sessions - sum('hangs'), sessions],
    meetingJoins: [sum('meetingJoinSuccesses'), sum('meetingJoinAttempts')],
  } as const;
}

type Share = readonly [part: number, whole: number];
const within = ([part, whole]: Share) => Math.min(Math.max(part, 0), whole);

/** The probability of such a difference, two-sided, by adding up the bell curve beyond it in small steps. */
function slowChance(one: Share, other: Share): number | null {
  const pooled = (within(one) + within(other)) / (one[1] + other[1]);
  const expected = [one, other].flatMap(([, whole]) => [whole * pooled, whole * (1 - pooled)]);
  if (!expected.every((count) => count >= 5)) return null;
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / one[1] + 1 / other[1]));
  const from = Math.abs(within(one) / one[1] - within(other) / other[1]) / spread;
  const step = 1e-4;
  let beyond = 0;
  for (let at = from + step / 2; at < 12; at += step)
    beyond += (Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI)) * step;
  return 2 * beyond;
}

/** Holm's method: each probability is compared with as many others as are not smaller, until one fails. */
function slowMarks(chances: readonly (number | null)[]): (boolean | null)[] {
  const ascending = chances.filter((chance) => chance !== null).sort((a, b) => a - b);
  const passes = (place: number): boolean =>
    ascending
      .slice(0, place + 1)
      .every((chance, index) => chance <= 0.05 / (ascending.length - index));
  return chances.map((chance) => (chance === null ? null : passes(ascending.indexOf(chance))));
}

describe.each([4, 12, 60])('two releases of a fleet of %i devices', (devices) => {
  const sent = fleetOf(createDraw(devices + 3), { devices, from, days });
  const opened = () => {
    const { db, store } = openTestDatabase();
    storeAll(store, sent);
    return createInsights(db, k);
  };

  test.each([
    ['0.9.0', '1.0.0'],
    ['1.0.0', '0.10.0-beta.2'],
    ['0.10.0', '3.0.0'],
  ])('%s beside %s are what a slow count and a slow test make of them', (version, against) => {
    const found = opened().releases({ from, to, version, against });
    answers.releases.parse(found);
    const [one, other] = [slowShares(sent, version), slowShares(sent, against)];
    const measures = ['signInFailures', 'crashFreeSessions', 'sessionsWithoutHang', 'meetingJoins'];
    const shares = (measures as (keyof typeof one)[]).map(
      (measure) => [one[measure], other[measure]] as const,
    );
    const marks = slowMarks(shares.map(([mine, theirs]) => slowChance(mine, theirs)));
    const side = (share: Share) => ({
      of: share[1] > 0 ? share[1] : null,
      rate: share[1] > 0 ? within(share) / share[1] : null,
    });
    expect(found.rows).toMatchObject(
      shares.map(([mine, theirs], index) => ({
        measure: measures[index],
        version: side(mine),
        against: side(theirs),
        moreThanChance: marks[index],
      })),
    );
  });
});

test('among the generated fleets are differences beyond chance, by chance, and of too few to say', () => {
  const { db, store } = openTestDatabase();
  storeAll(store, fleetOf(createDraw(63), { devices: 60, from, days }));
  const insights = createInsights(db, k);
  const marks = ['1.0.0', '0.10.0-beta.2', '3.0.0'].flatMap((against) =>
    insights
      .releases({ from, to, version: '0.9.0', against })
      .rows.map((row) => row.moreThanChance),
  );
  expect(new Set(marks)).toEqual(new Set([true, false, null]));
});
