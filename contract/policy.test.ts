import { describe, expect, it } from 'vitest';
import { decide, type Choice } from './consent.ts';
import { consentText } from './consentText.ts';
import { parsePolicy, type ParsedPolicy } from './policy.ts';
import { parsePolicyText } from './policyText.ts';
import { anything, mangle, pick, seeded } from './testing/seeded.testkit.ts';

const on: Choice = { errorReports: true, since: null, agreed: consentText };
const since = '2026-11-22T10:00:00.000Z';

/** Whether a policy of this content lets usage and error records be made. */
function allows(parsed: ParsedPolicy): boolean {
  const from = { source: 'machine', location: '/policy', since } as const;
  const reading = parsed.ok
    ? ({ ...from, state: 'read', values: parsed.values, unknown: parsed.unknown } as const)
    : ({ ...from, state: 'unreadable', problem: parsed.problem } as const);
  const policy = { readings: [reading] };
  return (['usage', 'error'] as const).some((it) => decide(it, 'desktop', on, policy).allowed);
}

describe('parsePolicy', () => {
  it.each([
    [true, true],
    [false, false],
    [1, true],
    [0, false],
  ])('reads %j as %s', (written, meant) => {
    const parsed = parsePolicy({ DisableAutomaticSendTracing: written });
    expect(parsed).toMatchObject({ ok: true, values: { DisableAutomaticSendTracing: meant } });
    expect(allows(parsed)).toBe(!meant);
  });

  it.each([
    2,
    -1,
    0.5,
    NaN,
    '',
    '0',
    '1',
    'true',
    'false',
    null,
    [],
    {},
    [false],
    { value: false },
  ])('takes %j for a policy that it cannot read, which refuses', (written) => {
    const parsed = parsePolicy({ DisableAutomaticSendTracing: written });
    expect(parsed).toEqual({
      ok: false,
      problem: 'DisableAutomaticSendTracing must be true, false, 0 or 1',
      key: 'DisableAutomaticSendTracing',
    });
    expect(allows(parsed)).toBe(false);
  });

  it.each([null, undefined, 3, 'text', true, [], [{}], () => 0, Symbol('x'), 1n])(
    'refuses %s, which is no object',
    (input) => {
      expect(parsePolicy(input)).toEqual({
        ok: false,
        problem: 'the policy must be a JSON object',
      });
    },
  );

  it('names the keys that it does not know, and reads the others', () => {
    expect(parsePolicy({ disableAutomaticSendTracing: true, TracingLevel: 'Full' })).toEqual({
      ok: true,
      values: { DisableAutomaticSendTracing: undefined, TracingLevel: 'Full' },
      unknown: ['disableAutomaticSendTracing'],
    });
  });

  it('refuses as a whole where the tracing level is wrong', () => {
    const parsed = parsePolicy({ DisableAutomaticSendTracing: false, TracingLevel: 'Loud' });
    expect(parsed).toMatchObject({ ok: false });
    expect(allows(parsed)).toBe(false);
  });
});

describe('parsePolicyText', () => {
  it('reads a file with a byte order mark', () => {
    const parsed = parsePolicyText('\uFEFF{"DisableAutomaticSendTracing": true}');
    expect(parsed).toMatchObject({ ok: true, values: { DisableAutomaticSendTracing: true } });
  });

  it.each(['', ' ', '{', '{"DisableAutomaticSendTracing": true', 'true', '[]', '\u0000', '{,}'])(
    'refuses %j',
    (text) => {
      expect(parsePolicyText(text).ok).toBe(false);
    },
  );

  it('refuses a file that says both yes and no', () => {
    const parsed = parsePolicyText(
      '{"DisableAutomaticSendTracing": true, "DisableAutomaticSendTracing": false}',
    );
    expect(allows(parsed)).toBe(false);
  });

  it('reads a megabyte of brackets without falling over', () => {
    expect(parsePolicyText('['.repeat(1024 * 1024)).ok).toBe(false);
  });
});

describe('10,000 random policies', () => {
  const unit = seeded(1);
  const permitting = new Set<unknown>([undefined, false, 0]);
  const odd = [undefined, NaN, Infinity, 0n, () => false, Symbol('no'), new Date(0), new Map()];

  it('never throw, and permit only where the key is absent, false or 0', () => {
    let permitted = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const value = unit() < 0.2 ? pick<unknown>(unit, odd) : anything(unit);
      const policy = unit() < 0.1 ? {} : { DisableAutomaticSendTracing: value };
      const parsed = parsePolicy({ ...policy, ...(unit() < 0.1 ? { other: anything(unit) } : {}) });
      if (!allows(parsed)) continue;
      permitted += 1;
      expect(permitting).toContain(policy.DisableAutomaticSendTracing);
    }
    expect(permitted).toBeGreaterThan(500);
  });

  it('never throw as mangled texts, and permit only what JSON reads as absent, false or 0', () => {
    const original = '{"DisableAutomaticSendTracing": true, "TracingLevel": "Off"}';
    for (let round = 0; round < 10_000; round += 1) {
      const text = mangle(unit, original);
      if (!allows(parsePolicyText(text))) continue;
      const read = JSON.parse(text) as Record<string, unknown>;
      expect(permitting).toContain(read['DisableAutomaticSendTracing']);
    }
  });
});
