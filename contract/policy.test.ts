import { describe, expect, it } from 'vitest';
import { decide, type Choice } from './consent.ts';
import { consentText } from './consentText.ts';
import { parsePolicy, type ParsedPolicy } from './policy.ts';
import { policyEntries } from './policyCatalogue.ts';
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
  return (['usage', 'error'] as const).some(
    (it) => decide(it, 'desktop', on, policy, consentText).allowed,
  );
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

describe('each policy of the catalogue', () => {
  it.each(policyEntries)('%s takes its own example', (key, { example }) => {
    expect(parsePolicy({ [key]: example })).toMatchObject({ ok: true, values: { [key]: example } });
  });

  it.each([
    'https://telemetry.contoso.com',
    'https://telemetry.contoso.com:8443/candor/',
    'http://localhost:8080',
    'http://127.0.0.1',
    'http://[::1]:9',
  ])('TelemetryUrl takes %s', (TelemetryUrl) => {
    expect(parsePolicy({ TelemetryUrl }).ok).toBe(true);
  });

  it.each([
    '',
    'telemetry.contoso.com',
    'http://telemetry.contoso.com',
    'http://127.0.0.1.evil.test',
    'http://localhost.evil.test',
    'http://localhost@evil.test',
    'https://user:secret@contoso.com',
    'https://contoso.com?to=evil.test',
    'https://contoso.com#x',
    'https://contoso.com\\@evil.test',
    'https://contoso.com:65536',
    'https://contoso com',
    ' https://contoso.com',
    'https://contoso.com\n',
    'wss://contoso.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])('TelemetryUrl refuses %j', (TelemetryUrl) => {
    expect(parsePolicy({ TelemetryUrl })).toMatchObject({ ok: false, key: 'TelemetryUrl' });
  });

  it('PoolUrl takes WebSocket addresses too, in plain text to this device alone', () => {
    expect(parsePolicy({ PoolUrl: 'wss://pool.contoso.com' }).ok).toBe(true);
    expect(parsePolicy({ PoolUrl: 'ws://127.0.0.1:5066' }).ok).toBe(true);
    expect(parsePolicy({ PoolUrl: 'ws://pool.contoso.com' })).toMatchObject({ key: 'PoolUrl' });
  });

  it.each([0, -1, 91, 1.5, '30', true, null])('RetentionDays refuses %j', (RetentionDays) => {
    expect(parsePolicy({ RetentionDays })).toMatchObject({ ok: false, key: 'RetentionDays' });
  });

  it('Cloud refuses a cloud that nobody knows', () => {
    expect(parsePolicy({ Cloud: 'mars' })).toMatchObject({ ok: false, key: 'Cloud' });
  });
});

describe('a policy file’s text', () => {
  it('may hold comments, but none inside a text', () => {
    const parsed = parsePolicyText(
      '// why\n{/* also */ "TelemetryUrl": "https://contoso.com/a//b", // end\n"TracingLevel": "Off"}',
    );
    expect(parsed).toMatchObject({
      ok: true,
      values: { TelemetryUrl: 'https://contoso.com/a//b', TracingLevel: 'Off' },
    });
  });

  it('does not end early at a comment that never ends', () => {
    expect(parsePolicyText('{"DisableAutomaticSendTracing": false} /* true').ok).toBe(true);
    expect(parsePolicyText('{"DisableAutomaticSendTracing": false /* }').ok).toBe(false);
  });

  it('refuses where a key stands twice in any spelling, but not where it stands deeper', () => {
    const twice =
      '{"DisableAutomaticSendTracing": true, "\\u0044isableAutomaticSendTracing": false}';
    expect(allows(parsePolicyText(twice))).toBe(false);
    const deeper = '{"x": {"TracingLevel": 1}, "TracingLevel": "Off"}';
    expect(parsePolicyText(deeper)).toMatchObject({ ok: true, unknown: ['x'] });
  });
});

/** Written independently of the parser, with the platform's own URL. */
function isSafe(value: unknown, schemes: readonly string[]): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (!url || !schemes.includes(url.protocol)) return false;
  const local = ['localhost', '[::1]'].includes(url.hostname) || /^127\./.test(url.hostname);
  const bare = !url.username && !url.password && !url.search && !url.hash;
  return bare && (['https:', 'wss:'].includes(url.protocol) || local);
}

/** Comments removed, but strings left as they are. */
const withoutComments = (text: string): string =>
  text.replace(/("(?:\\.|[^"\\])*")|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)/g, '$1');

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

  it('never throw, whatever any policy holds, and take no value that an oracle would not', () => {
    const good: Readonly<Record<string, (value: unknown) => boolean>> = {
      DisableAutomaticSendTracing: (value) => [true, false, 0, 1].includes(value as never),
      TracingLevel: (value) => ['Off', 'Light', 'Full'].includes(value as never),
      TelemetryUrl: (value) => isSafe(value, ['https:', 'http:']),
      PoolUrl: (value) => isSafe(value, ['https:', 'http:', 'wss:', 'ws:']),
      Cloud: (value) => ['worldwide', 'china'].includes(value as never),
      RetentionDays: (value) =>
        typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 90,
    };
    const likely = [
      true,
      0,
      'Off',
      'china',
      30,
      'https://a.test/b',
      'ws://localhost:1',
      'http://b.test',
    ];
    const mangled = () => mangle(unit, pick(unit, ['https://a.test:443/b', 'http://127.0.0.1:80']));
    let taken = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const value = () =>
        pick(unit, [() => pick<unknown>(unit, likely), () => anything(unit), mangled])();
      const keys = Object.keys(good).filter(() => unit() < 0.3);
      const policy = Object.fromEntries(keys.map((key) => [key, value()]));
      const parsed = parsePolicy(policy);
      const isGood = keys.every((key) => good[key]?.(policy[key]) === true);
      if (parsed.ok) {
        taken += 1;
        expect([isGood, policy]).toEqual([true, policy]);
      }
    }
    expect(taken).toBeGreaterThan(1000);
  });

  it('never throw as mangled texts, and permit only what JSON reads as absent, false or 0', () => {
    const original = '{"DisableAutomaticSendTracing": true, "TracingLevel": "Off"}';
    for (let round = 0; round < 10_000; round += 1) {
      const text = mangle(unit, original);
      if (!allows(parsePolicyText(text))) continue;
      const read = JSON.parse(withoutComments(text)) as Record<string, unknown>;
      expect(permitting).toContain(read['DisableAutomaticSendTracing']);
    }
  });
});
