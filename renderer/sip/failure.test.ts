import { describe, expect, it } from 'vitest';
import { failureOf, passesByItself, reported } from './failure.ts';

describe('a registrar’s refusal', () => {
  it.each([
    [401, 'credentials', false],
    [407, 'credentials', false],
    [403, 'refused', false],
    [404, 'refused', false],
    [302, 'server', true],
    [500, 'server', true],
    [503, 'server', true],
    [603, 'server', true],
  ])('of status %i is %s', (status, kind, passes) => {
    const failure = failureOf(status, true);
    expect(failure.kind).toBe(kind);
    expect(passesByItself(failure)).toBe(passes);
  });

  it('is reported with its status, where it has one', () => {
    expect(reported(failureOf(503, true))).toEqual({ cause: 'server', code: '503' });
    expect(reported(failureOf(401, true))).toEqual({ cause: 'credentials' });
    expect(reported(failureOf(407, false))).toEqual({ cause: 'challenge', code: '407' });
    expect(reported({ kind: 'notPool' })).toEqual({ cause: 'refused' });
  });
});
