import { describe, expect, it } from 'vitest';
import { createPresses, PRESS_LASTS_MS } from './presses.ts';

function createHand() {
  let now = 0;
  const presses = createPresses(() => now);
  return {
    ...presses,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('a press', () => {
  it('stands for one deed, and no second', () => {
    const hand = createHand();
    hand.down();
    hand.up();
    expect([hand.take(), hand.take()]).toEqual([true, false]);
    hand.down();
    expect(hand.take()).toBe(true);
    hand.up();
    expect(hand.take()).toBe(false);
  });

  it('stands for none after a while, and for none at all without one', () => {
    const hand = createHand();
    expect(hand.take()).toBe(false);
    hand.up();
    expect(hand.take()).toBe(false);
    hand.down();
    hand.wait(PRESS_LASTS_MS + 1);
    expect(hand.take()).toBe(false);
  });

  it('that is held acts as it ends', () => {
    const hand = createHand();
    hand.down();
    hand.wait(2 * PRESS_LASTS_MS);
    hand.up();
    hand.wait(PRESS_LASTS_MS);
    expect(hand.take()).toBe(true);
  });
});
