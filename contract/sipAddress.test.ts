import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parsePeer } from './sip/peerAddress.ts';
import { addressOf, parseUri } from './sip/uri.ts';
import { parseSipAddress, readableAccount } from './sipAddress.ts';

/** As a person writes it, as SIP writes it, and as the person reads it again. */
const accounts = [
  ['a%b@contoso.com', 'a%25b@contoso.com', 'a%b@contoso.com'],
  ['100%@contoso.com', '100%25@contoso.com', '100%@contoso.com'],
  ['a%25b@contoso.com', 'a%25b@contoso.com', 'a%b@contoso.com'],
  ['room #7@contoso.com', 'room%20%237@contoso.com', 'room #7@contoso.com'],
  ['Jos\u00C9@contoso.com', 'jos%c3%a9@contoso.com', 'josé@contoso.com'],
  ['JOS%C3%89@Contoso.com', 'jos%c3%a9@contoso.com', 'josé@contoso.com'],
  ['Müller@contoso.com', 'm%c3%bcller@contoso.com', 'müller@contoso.com'],
  ['mu\u0308ller@contoso.com', 'm%c3%bcller@contoso.com', 'müller@contoso.com'],
  ['a[1]@contoso.com', 'a%5b1%5d@contoso.com', 'a[1]@contoso.com'],
  ['"Bob"@contoso.com', '%22bob%22@contoso.com', '"bob"@contoso.com'],
  ['sip:a:b@contoso.com', 'a%3ab@contoso.com', 'a:b@contoso.com'],
  ['a@b.com@contoso.com', 'a%40b.com@contoso.com', 'a%40b.com@contoso.com'],
  ['a;b?c/d@contoso.com', 'a;b?c/d@contoso.com', 'a;b?c/d@contoso.com'],
  [
    'a\\b|c^d`e{f}@contoso.com',
    'a%5cb%7cc%5ed%60e%7bf%7d@contoso.com',
    'a\\b|c^d`e{f}@contoso.com',
  ],
  ['%61lice@contoso.com', 'alice@contoso.com', 'alice@contoso.com'],
  ['a%3bb@contoso.com', 'a%3bb@contoso.com', 'a%3bb@contoso.com'],
  ['a%2541@contoso.com', 'a%2541@contoso.com', 'a%2541@contoso.com'],
  ['a%ff@contoso.com', 'a%ff@contoso.com', 'a%FF@contoso.com'],
  ['Ольга@contoso.com', '%d0%be%d0%bb%d1%8c%d0%b3%d0%b0@contoso.com', 'ольга@contoso.com'],
  ['会议@contoso.com', '%e4%bc%9a%e8%ae%ae@contoso.com', '会议@contoso.com'],
] as const;

describe('an account', () => {
  it.each(accounts)('%s is %s in SIP, and is read as %s', (written, account, readable) => {
    expect(parseSipAddress(written)).toEqual({ ok: true, value: account });
    expect(readableAccount(account)).toBe(readable);
    expect(parseSipAddress(readable)).toEqual({ ok: true, value: account });
  });

  it.each([
    '',
    '@',
    'alice',
    '@contoso.com',
    'alice@',
    'alice@con toso.com',
    'alice@contoso..com',
    'alice@contoso.com:5060',
    'alice@contoso.com/x',
    'alice@contoso.com?x',
    'alice@con#toso.com',
    'al\u200Bice@contoso.com',
    'al\u202Eice@contoso.com',
    'al\nice@contoso.com',
    'al%0d%0aX: y@contoso.com',
    'al%00@contoso.com',
    'al%7F@contoso.com',
    '\uD800@contoso.com',
    `${'a'.repeat(65)}@contoso.com`,
    `${'会'.repeat(60)}@contoso.com`,
  ])('%j is none', (written) => {
    expect(parseSipAddress(written).ok).toBe(false);
  });
});

test('whatever account somebody writes is one URI, the same however often it is read, and the pool’s own', () => {
  const user = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.stringMatching(/^[%a-f0-9#?; "[\]:@\\ü]{1,12}$/),
  );
  fc.assert(
    fc.property(user, (text) => {
      const account = parseSipAddress(`${text}@contoso.com`);
      if (!account.ok) return;
      expect(account.value).toMatch(/^[\x21-\x7E]+$/);
      expect(parseSipAddress(account.value)).toEqual(account);
      expect(parseSipAddress(readableAccount(account.value))).toEqual(account);
      const uri = parseUri(`sip:${account.value}`);
      expect(uri.ok && addressOf(uri.value)).toBe(account.value);
      // Others know the account by what it calls itself, and reach it by that.
      const peer = parsePeer(`sip:${account.value}`);
      const reached = parseUri(`sip:${peer.ok ? peer.value : ''}`);
      expect(reached.ok && addressOf(reached.value)).toBe(account.value);
    }),
    { numRuns: 500 },
  );
});
