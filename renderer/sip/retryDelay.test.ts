import { describe, expect, it } from 'vitest';
import { retryDelay } from './retryDelay.ts';

describe('the wait before another attempt', () => {
  it('is a second at least, grows with each failure, and never passes half a minute', () => {
    expect(retryDelay(0, 0)).toBe(1000);
    expect(retryDelay(0, 1)).toBe(2000);
    expect(retryDelay(1, 1)).toBe(4000);
    expect(retryDelay(50, 1)).toBe(30_000);
    expect(retryDelay(50, 0)).toBe(1000);
  });
});
