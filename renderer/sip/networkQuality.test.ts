import { describe, expect, it } from 'vitest';
import { createNetworkQuality } from './networkQuality.ts';

describe('the network’s quality', () => {
  it('is unknown until measured, and then tells the last round trip and the jitter', () => {
    const { get, measured } = createNetworkQuality();
    expect(get()).toEqual({});
    measured(40);
    expect(get()).toEqual({ roundTrip: 40 });
    measured(56);
    expect(get()).toEqual({ roundTrip: 56, jitter: 16 });
    measured(56);
    expect(get()).toEqual({ roundTrip: 56, jitter: 15 });
  });
});
