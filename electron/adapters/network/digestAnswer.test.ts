import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseCredentials } from '../../../contract/authenticationHeader.ts';
import { createDigest, ha1Of } from '../../../service/pool/accounts/digest.ts';
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
    expect(digest.check([answer ?? ''], asked, ha1)).toBe('granted');
    expect(digest.check([answer ?? ''], asked, ha1)).toBe('stale');
  }
});

test('of several challenges the strongest is answered', () => {
  const both = `${digest.challenge('contoso.com', 'MD5')}, ${digest.challenge('contoso.com', 'SHA-256')}`;
  expect(answerChallenge(both, request, alice)).toContain('algorithm=SHA-256');
});

test('a wrong password is denied', () => {
  const challenge = digest.challenge('contoso.com', 'SHA-256');
  const answer = answerChallenge(challenge, request, { ...alice, password: 'guess' });
  expect(digest.check([answer ?? ''], asked, ha1)).toBe('denied');
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

test.each([
  'Digest realm="contoso.com",nonce="<nonce>",algorithm=md5,qop=AUTH',
  'DIGEST Realm = "contoso.com" , NONCE= "<nonce>" ,Algorithm =sha-256, qop = "auth-int , Auth"',
  'Basic realm="r", Negotiate abc==, Digest realm="contoso.com", nonce="<nonce>", qop="auth"',
  'Digest realm="unfinished, Digest',
  'Digest realm="r", realm="r", nonce="n", qop="auth", Digest realm="contoso.com", nonce="<nonce>", qop="auth"',
])('the pool grants the answer to a challenge written so: %s', (written) => {
  const nonce = /nonce="([^"]+)"/.exec(digest.challenge('contoso.com', 'MD5'))?.[1] ?? '';
  const answer = answerChallenge(written.replace('<nonce>', nonce), request, alice);
  if (written.includes('unfinished')) expect(answer).toBeUndefined();
  else expect(digest.check([answer ?? ''], asked, ha1)).toBe('granted');
});

test('what needs escapes is written with them, and read without', () => {
  const challenge = String.raw`Digest realm="a \"b\" \\ c", nonce="n", qop="auth"`;
  const answer = answerChallenge(challenge, request, { user: 'u"', password: 'p' }) ?? '';
  expect(answer).toContain(String.raw`username="u\"", realm="a \"b\" \\ c"`);
  const read = parseCredentials(answer);
  expect(read.ok && read.value.parameters.get('realm')).toBe(String.raw`a "b" \ c`);
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
