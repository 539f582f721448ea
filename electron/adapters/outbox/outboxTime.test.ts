import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OUTBOX_SCHEMA } from './outboxSchema.ts';
import { LONGEST_ABSENCE, prepareTime } from './outboxTime.ts';

const YEAR = 365 * 86_400_000;

it('an outbox’s time never goes back, and goes on by no more than the steady clock and one absence, whatever the clock says', () => {
  const turn = fc.record({
    ranMs: fc.integer({ min: 0, max: 7 * 86_400_000 }),
    clock: fc.integer({ min: 0, max: 80 * YEAR }),
    restarts: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
      const database = new DatabaseSync(':memory:');
      database.exec(OUTBOX_SCHEMA);
      let steadyMs = 0;
      let time = prepareTime(database, () => steadyMs);
      let before = 0;
      for (const { ranMs, clock, restarts } of turns) {
        if (restarts) time = prepareTime(database, () => steadyMs);
        steadyMs += ranMs;
        const now = time(clock);
        expect(now).toBeGreaterThanOrEqual(before + ranMs);
        expect(now).toBeLessThanOrEqual(before + ranMs + LONGEST_ABSENCE);
        before = now;
      }
      database.close();
    }),
    { numRuns: 200 },
  );
});
