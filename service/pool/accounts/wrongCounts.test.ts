import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createWrongCounts,
  FIRST_DELAY_MS,
  LONGEST_DELAY_MS,
  type Allowance,
} from './wrongCounts.ts';

const free = 3;
const forgetMs = 60_000;
/** So few cells that keys share them all the time. */
const crowded: Allowance = { free, forgetMs, cells: 3 };
const roomy: Allowance = { free, forgetMs, cells: 16_384 };

/** A clock that a test sets forward. */
function createHand() {
  let time = 1_000;
  return {
    now: () => time,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

/** Counts of one key alone, as the sketch would count it if it shared nothing. */
function createModel(now: () => number) {
  let [level, at, until] = [0, 0, 0];
  return {
    add() {
      level = Math.max(0, level - (now() - at) / forgetMs) + 1;
      at = now();
      const beyond = Math.ceil(level) - free;
      const delayMs =
        beyond < 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(beyond, 30));
      until = Math.max(until, now() + delayMs);
    },
    waitMs: () => Math.max(0, until - now()),
  };
}

// Quarters of what is forgotten, which floating-point numbers hold exactly.
const steps = fc.array(
  fc.record({
    key: fc.integer({ min: 0, max: 9 }).map(String),
    quarters: fc.oneof(fc.constantFrom(0, 0, 1), fc.integer({ min: 0, max: 60 })),
  }),
  { maxLength: 200 },
);

test('however many keys share a cell, none waits less than if it were alone', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const hand = createHand();
      const counts = createWrongCounts(crowded, hand.now);
      const models = new Map<string, ReturnType<typeof createModel>>();
      for (const { key, quarters } of taken) {
        hand.pass((quarters * forgetMs) / 4);
        const model = models.get(key) ?? createModel(hand.now);
        models.set(key, model);
        model.add();
        counts.add(key);
        for (const [other, { waitMs }] of models)
          expect(counts.waitMs(other)).toBeGreaterThanOrEqual(waitMs());
      }
    }),
  );
});

test('who shares no cell waits just as long as if alone', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const hand = createHand();
      const counts = createWrongCounts(roomy, hand.now);
      const model = createModel(hand.now);
      for (const { quarters } of taken) {
        hand.pass((quarters * forgetMs) / 4);
        model.add();
        counts.add('alone');
        expect(counts.waitMs('alone')).toBe(model.waitMs());
      }
    }),
  );
});

test('the delay doubles, up to the longest', () => {
  const hand = createHand();
  const counts = createWrongCounts(roomy, hand.now);
  for (let wrong = 1; wrong < free; wrong++) counts.add('alice');
  expect(counts.waitMs('alice')).toBe(0);
  const delays = Array.from({ length: 7 }, () => {
    counts.add('alice');
    return counts.waitMs('alice');
  });
  expect(delays).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
});

test('a guess forgotten in part counts whole', () => {
  const hand = createHand();
  const counts = createWrongCounts(roomy, hand.now);
  for (let wrong = 0; wrong < free; wrong++) {
    hand.pass(1);
    counts.add('alice');
  }
  expect(counts.waitMs('alice')).toBe(FIRST_DELAY_MS);
});

test('what was counted wears off, whole in the end', () => {
  const hand = createHand();
  const counts = createWrongCounts(roomy, hand.now);
  for (let wrong = 0; wrong < 50; wrong++) counts.add('alice');
  hand.pass(49 * forgetMs);
  counts.add('alice');
  expect(counts.waitMs('alice')).toBe(0);
  counts.add('alice');
  expect(counts.waitMs('alice')).toBe(FIRST_DELAY_MS);
});

test('10,000 other keys free nobody', () => {
  const hand = createHand();
  const counts = createWrongCounts(roomy, hand.now);
  for (let wrong = 0; wrong < 2 * free; wrong++) counts.add('alice');
  const waitMs = counts.waitMs('alice');
  for (let other = 0; other < 10_000; other++) counts.add(`other${other}`);
  expect(counts.waitMs('alice')).toBeGreaterThanOrEqual(waitMs);
});
