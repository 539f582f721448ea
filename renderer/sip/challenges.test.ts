import { describe, expect, it } from 'vitest';
import { keepAnswerable } from './challenges.ts';

const md5 = 'WWW-Authenticate: Digest realm="a", nonce="b", algorithm=MD5, qop="auth"';
const sha256 = 'WWW-Authenticate: Digest realm="a", nonce="b", algorithm=SHA-256, qop="auth"';

const refusal = (...headers: readonly string[]): string =>
  [
    'SIP/2.0 401 Unauthorized',
    'Via: SIP/2.0/WSS a.invalid',
    ...headers,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

describe('of the challenges in a refusal', () => {
  it.each([
    ['before', [sha256, md5]],
    ['after', [md5, sha256]],
    ['in two lines before', [sha256.replace(', ', ',\r\n '), md5]],
  ])('those by MD5 stay where others come %s', (_where, challenges) => {
    expect(keepAnswerable(refusal(...challenges))).toBe(refusal(md5));
  });

  it.each([
    'proxy-authenticate: DIGEST realm="a", nonce="b"',
    'Proxy-Authenticate: Digest algorithm=md5,realm="a", nonce="b"',
    'WWW-Authenticate: Digest realm="algorithm=SHA-256", nonce="b"',
    'WWW-Authenticate: Digest realm="a \\", algorithm=SHA-256", nonce="b"',
    'WWW-Authenticate: Digest realm="a", algorithm="MD5", nonce="b"',
    'WWW-Authenticate: Digest realm="a", algorithm = MD5 , nonce="b"',
    'WWW-Authenticate: Digest realm="a", nonce="b", algorithm =\r\n MD5',
  ])('this is by MD5: %s', (challenge) => {
    expect(keepAnswerable(refusal(sha256, challenge))).toBe(refusal(challenge));
  });

  it.each([
    [
      'Digest realm="a", nonce="b", qop=auth',
      'Digest realm="a", nonce="b", qop="auth", algorithm=MD5',
    ],
    ['Digest realm=a, nonce=b, opaque=c', 'Digest realm="a", nonce="b", opaque="c", algorithm=MD5'],
    ['Digest realm="a", nonce="b",', 'Digest realm="a", nonce="b", algorithm=MD5'],
    [
      'Digest realm="a", nonce="b", stale="TRUE"',
      'Digest realm="a", nonce="b", stale=true, algorithm=MD5',
    ],
    [
      'Digest realm="a, \\"x\\"", nonce=b, algorithm=MD5, qop="auth", Digest realm="a", nonce="b", algorithm=SHA-256',
      'Digest realm="a, \\"x\\"", nonce="b", qop="auth", algorithm=MD5',
    ],
    [
      'Digest realm="a", nonce="b", algorithm=SHA-256, qop="auth", Digest realm="a", nonce="c", qop=auth',
      'Digest realm="a", nonce="c", qop="auth", algorithm=MD5',
    ],
  ])('one that JsSIP reads otherwise is written as it reads it: %s', (given, kept) => {
    for (const name of ['WWW-Authenticate', 'proxy-authenticate'])
      expect(keepAnswerable(refusal(`${name}: ${given}`))).toBe(refusal(`${name}: ${kept}`));
  });

  it.each([
    [[sha256]],
    [[sha256.replace('SHA-256', 'MD5-sess')]],
    [[]],
    [['WWW-Authenticate: Basic realm="a"', sha256]],
  ])('all stay where none is by MD5: %s', (challenges) => {
    expect(keepAnswerable(refusal(...challenges))).toBe(refusal(...challenges));
  });

  it.each([
    ['success', refusal(sha256, md5).replace('401 Unauthorized', '200 OK')],
    ['something cut short', refusal(sha256, md5).slice(0, -4)],
  ])('none is looked for in %s', (_what, message) => {
    expect(keepAnswerable(message)).toBe(message);
  });
});
