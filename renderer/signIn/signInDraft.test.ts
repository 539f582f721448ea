import { describe, expect, it } from 'vitest';
import { en } from '../../contract/text/en.ts';
import { createTexts } from '../../contract/text/index.ts';
import type { WhySignedOut } from '../sip/failure.ts';
import { failureText } from './failureText.ts';
import { problemsOf } from './signInDraft.ts';

const draft = { account: 'amos@contoso.com', password: 'x', remember: false, automatic: false };

describe('what was filled in to sign in', () => {
  it('is fine with an address and a password', () => {
    expect(problemsOf(draft)).toEqual({});
  });

  it.each([
    [{ account: ' ' }, { account: 'noAccount' }],
    [{ account: 'amos' }, { account: 'notAddress' }],
    [{ password: '' }, { password: 'noPassword' }],
    [{ password: 'x'.repeat(257) }, { password: 'longPassword' }],
    [
      { account: '', password: '' },
      { account: 'noAccount', password: 'noPassword' },
    ],
  ])('has a problem of its own for %j', (changed, problems) => {
    expect(problemsOf({ ...draft, ...changed })).toEqual(problems);
  });
});

describe('why signing in failed', () => {
  it('is told in different words for each cause, with the pool’s host and the status', () => {
    const { t } = createTexts('en');
    const failures: readonly WhySignedOut[] = [
      { kind: 'history' },
      { kind: 'credentials' },
      { kind: 'certificate' },
      { kind: 'unreachable' },
      { kind: 'silent' },
      { kind: 'notPool' },
      { kind: 'garbled' },
      { kind: 'challenge', status: 401 },
      { kind: 'unproven' },
      { kind: 'refused', status: 403 },
      { kind: 'interval', status: 423 },
      { kind: 'server', status: 503 },
    ];
    const told = failures.map((failure) =>
      failureText(t, failure, 'wss://pool.contoso.com:5443/x'),
    );
    expect(new Set(told).size).toBe(Object.keys(en.signIn.failure).length);
    for (const text of told.slice(2)) expect(text).toContain('pool.contoso.com:5443');
    expect(told.at(-1)).toContain('503');
  });
});
