import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDigest, ha1Of } from '../../service/pool/digest.ts';
import { answerChallenge } from './digestAnswer.ts';

const request = { method: 'GET', uri: '/v1/provisioning?account=alice%40contoso.com' };
const alice = { user: 'alice', password: 'alice’s own' };
const asked = { method: 'GET', realm: 'contoso.com', user: 'alice' };
const ha1 = ha1Of('alice', 'contoso.com', alice.password);
const digest = createDigest(() => 1_000_000);

test('the pool grants what the client answers, by either algorithm, once', () => {
  for (const algorithm of ['SHA-256', 'MD5'] as const) {
    const answer = answerChallenge(digest.challenge('contoso.com', algorithm), request, alice);
    expect(answer).toContain(`algorithm=${algorithm}`);
    expect(digest.check(answer ?? '', asked, ha1)).toBe('granted');
    expect(digest.check(answer ?? '', asked, ha1)).toBe('stale');
  }
});

test('of several challenges the strongest is answered', () => {
  const both = `${digest.challenge('contoso.com', 'MD5')}, ${digest.challenge('contoso.com', 'SHA-256')}`;
  expect(answerChallenge(both, request, alice)).toContain('algorithm=SHA-256');
});

test('a wrong password is denied', () => {
  const challenge = digest.challenge('contoso.com', 'SHA-256');
  const answer = answerChallenge(challenge, request, { ...alice, password: 'guess' });
  expect(digest.check(answer ?? '', asked, ha1)).toBe('denied');
});

test('the answer is RFC 7616’s, computed from its parts', () => {
  const challenge =
    'Digest realm="r", nonce="n", qop="auth-int, auth", algorithm=SHA-256, opaque="o"';
  const answer = answerChallenge(challenge, request, { user: 'u', password: 'p' }) ?? '';
  const cnonce = /cnonce="([^"]+)"/.exec(answer)?.[1] ?? '';
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const expected = hash(
    [hash('u:r:p'), 'n', '00000001', cnonce, 'auth', hash(`GET:${request.uri}`)].join(':'),
  );
  expect(answer).toContain(`response="${expected}"`);
  expect(answer).toContain('opaque="o"');
});

test('a challenge that asks for what we don’t know is not answered', () => {
  for (const challenge of [
    'Basic realm="r"',
    'Digest realm="r"',
    'Digest realm="r", nonce="n", qop="auth-int"',
    'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-512-256',
  ])
    expect(answerChallenge(challenge, request, alice)).toBeUndefined();
});
