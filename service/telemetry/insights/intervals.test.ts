import { expect, test } from 'vitest';
import { chanceOf, notByChance, wilson } from './intervals.ts';

test.each([
  // The values of R's prop.test(…, correct = FALSE).
  [0, 3, 0, 0.561497],
  [5, 10, 0.2365931, 0.7634069],
  [81, 263, 0.2553, 0.3662],
  [3, 3, 0.438503, 1],
])('of %i in %i, the interval is the one of the literature', (part, whole, low, high) => {
  const { rate, interval } = wilson(part, whole);
  expect(rate).toBe(part / whole);
  expect(interval![0]).toBeCloseTo(low, 4);
  expect(interval![1]).toBeCloseTo(high, 4);
});

test('of nothing there is no rate', () => {
  expect(wilson(0, 0)).toEqual({ rate: null, interval: null });
});

test('more crashes than sessions are a rate of 0, and no number beyond', () => {
  const { rate, interval } = wilson(-3, 10);
  expect(rate).toBe(0);
  expect(interval![0]).toBe(0);
});

test('a difference is by chance as likely as the normal distribution says, and unknown of too few', () => {
  // Shares for which the pooled test gives z = 1.96 and z = 2.5758.
  const whole = 1_000_000;
  const error = Math.sqrt(0.25 * (2 / whole));
  const other = { part: whole / 2, whole };
  for (const [z, chance] of [
    [1.959964, 0.05],
    [2.575829, 0.01],
    [0, 1],
  ] as const)
    expect(chanceOf({ part: whole / 2 + z * error * whole, whole }, other)).toBeCloseTo(chance, 4);
  expect(chanceOf({ part: 1, whole: 3 }, { part: 500, whole: 1000 })).toBeNull();
  expect(chanceOf({ part: 0, whole: 0 }, other)).toBeNull();
});

test('of several differences, those are marked that are beyond chance together', () => {
  expect(notByChance([0.01, 0.04, null, 0.03])).toEqual([true, false, null, false]);
  expect(notByChance([0.001, 0.002, 0.003])).toEqual([true, true, true]);
  expect(notByChance([null])).toEqual([null]);
});
