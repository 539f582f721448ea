import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OUTBOX_SCHEMA } from './outboxSchema.ts';
import { LONGEST_ABSENCE_MS, prepareTime } from './outboxTime.ts';

it('an uptime that goes back, as where a machine is put back to an earlier state, makes nothing younger and nothing older', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(OUTBOX_SCHEMA);
  let uptimeMs = 5_000_000;
  const time = prepareTime(database, () => uptimeMs);
  const clock = Date.UTC(2026, 10, 29);
  expect(time(clock)).toBe(0);
  uptimeMs = 6_000_000;
  expect(time(clock)).toBe(1_000_000);
  for (const back of [5_999_000, 10, 0]) {
    uptimeMs = back;
    expect(time(clock)).toBe(1_000_000);
  }
  uptimeMs = 60_000;
  expect(time(clock)).toBe(1_060_000);
  expect(prepareTime(database, () => 0)(clock)).toBe(1_060_000);
  database.close();
});

const YEAR = 365 * 86_400_000;

it('an outbox’s time goes on as time passes while it is open, and by no more than one absence while it is not, whatever the clock says', () => {
  const turn = fc.record({
    ranMs: fc.integer({ min: 0, max: 7 * 86_400_000 }),
    clock: fc.integer({ min: 0, max: 80 * YEAR }),
    restarts: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
      const database = new DatabaseSync(':memory:');
      database.exec(OUTBOX_SCHEMA);
      let uptimeMs = 0;
      let time = prepareTime(database, () => uptimeMs);
      let before = 0;
      let isFirst = true;
      for (const { ranMs, clock, restarts } of turns) {
        if (restarts) {
          time = prepareTime(database, () => uptimeMs);
          isFirst = true;
        }
        uptimeMs += ranMs;
        const now = time(clock);
        expect(now).toBeGreaterThanOrEqual(before + ranMs);
        expect(now).toBeLessThanOrEqual(before + ranMs + (isFirst ? LONGEST_ABSENCE_MS : 0));
        isFirst = false;
        before = now;
      }
      database.close();
    }),
    { numRuns: 200 },
  );
});
