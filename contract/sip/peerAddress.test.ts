import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peerInWords } from '../peerInWords.ts';
import { createTexts } from '../text/index.ts';
import { parsePeer, peerOfSender, readPeer, uriOfPeer } from './peerAddress.ts';
import { isSipUri, parseUri, type SipUri } from './uri.ts';
import { areSameUri } from './uriEquality.ts';

function peer(uri: string): string {
  const parsed = peerOfSender(uri, 'contoso.com');
  if (!parsed.ok) throw new Error(`${uri}: ${parsed.problem}`);
  return parsed.value;
}
function read(text: string): SipUri {
  const parsed = parseUri(text);
  if (!parsed.ok || !isSipUri(parsed.value)) throw new Error(`${text} is no SIP URI`);
  return parsed.value;
}
const english = createTexts('en').t;

describe('a caller’s URI names one person', () => {
  test.each([
    ['sip:+15551234;ext=7@contoso.com;user=phone', '+15551234;ext=7@contoso.com;user=phone'],
    ['sip:j%20doe@contoso.com', 'j%20doe@contoso.com'],
    ['sip:bob@192.0.2.7:5080', 'bob@192.0.2.7:5080'],
    ['sip:bob@[2001:db8::7]', 'bob@[2001:db8::7]'],
    ['sip:bob@[2001:DB8:0:0::7]:5080;transport=tcp', 'bob@[2001:db8::7]:5080'],
    ['SIP:%42riar@Contoso.COM;transport=ws', 'Briar@contoso.com'],
    ['sips:bob:secret@contoso.com.?subject=x', 'bob@contoso.com'],
    ['sip:gateway.contoso.com:5060', 'sip:gateway.contoso.com:5060'],
    ['sip:%e7%8e%8b@contoso.com', '%E7%8E%8B@contoso.com'],
    ['sip:a%3bb@contoso.com', 'a%3Bb@contoso.com'],
    ['tel:+1-201-555-0123', '+12015550123@contoso.com;user=phone'],
    ['TEL:+1(201)555.0123;EXT=7;isub=1411', '+12015550123;isub=1411;ext=7@contoso.com;user=phone'],
    ['tel:7042;phone-context=Example.com', '7042;phone-context=example.com@contoso.com;user=phone'],
    ['tel:*21#', '*21%23@contoso.com;user=phone'],
    ['tel:911', '911@contoso.com;user=phone'],
    ['im:Bob@contoso.com', 'im:Bob@contoso.com'],
  ])('%s is %s', (uri, expected) => {
    expect(peer(uri)).toBe(expected);
  });

  test.each([
    '',
    'bob',
    'sip:',
    'sip:@contoso.com',
    'sip:a@b@c',
    'sip:a b@c',
    'bob@contoso.com',
    'tel:',
    'tel:bob',
    'tel:+1;ext=7;ext=8',
    'tel:+1\r\n',
    'sip:bob@con toso',
    `sip:${'x'.repeat(2000)}@c`,
  ])('%j names nobody', (uri) => {
    expect(peerOfSender(uri, 'contoso.com').ok).toBe(false);
  });

  test('who wrote is answered at an equal URI, whatever it was like', () => {
    const letter = fc.constantFrom(...Array.from("aZ0-_.!~*'()&=+$,;?/"), '%20', '%40', '%c3%bc');
    const user = fc
      .array(letter, { minLength: 1, maxLength: 20 })
      .map((letters) => letters.join(''));
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    );
    const port = fc.option(fc.nat(65_535));
    const parameter = fc.constantFrom('', ';user=phone');
    fc.assert(
      fc.property(user, host, port, parameter, (name, place, at, kind) => {
        const uri = `sip:${name}@${place.toUpperCase()}${at === null ? '' : `:${at}`}${kind}`;
        const found = peer(uri);
        expect(areSameUri(read(uriOfPeer(found)), read(uri))).toBe(true);
        // Whatever path it takes through the history, a window or a list, it stays the same person.
        expect(parsePeer(found)).toEqual({ ok: true, value: found });
        expect(peer(`${uri.toLowerCase().startsWith('sip:') ? uri : ''};x=1;transport=tcp`)).toBe(
          found,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('two URIs that RFC 3261, section 19.1.4, has equal are one person, and others are two', () => {
    const uri = fc
      .tuple(
        fc.constantFrom('bob', '%62ob', 'Bob', 'b%6Fb', 'b;x', 'b%3Bx', 'j%20doe', 'J%20doe'),
        fc.constantFrom('contoso.com', 'CONTOSO.com', '[2001:db8::7]', '[2001:DB8:0::7]', 'a.test'),
        fc.constantFrom('', ':5060', ':5080'),
        fc.constantFrom('', ';user=phone', ';USER=Phone', ';user=ip', ';other=1'),
      )
      .map((parts) => `sip:${parts[0]}@${parts.slice(1).join('')}`);
    fc.assert(
      fc.property(uri, uri, (a, b) => {
        expect([a, b, peer(a) === peer(b)]).toEqual([a, b, areSameUri(read(a), read(b))]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an address is shown as people read it', () => {
  test.each([
    ['sip:+15551234;ext=7@contoso.com;user=phone', '+15551234 ext. 7'],
    ['sip:+15551234;ext=(7)-1@contoso.com', '+15551234 ext. (7)-1'],
    // Not an extension (RFC 3966, section 3): it is shown rather than lost.
    ['sip:+15551234;ext=@contoso.com', '+15551234;ext=@contoso.com'],
    ['sip:+15551234;ext=bob@contoso.com', '+15551234;ext=bob@contoso.com'],
    ['sip:+1-212-555-1212@gateway.example', '+1-212-555-1212'],
    ['sip:7042@contoso.com;user=phone', '7042'],
    ['tel:+1-201-555-0123', '+12015550123'],
    ['sip:j%20doe@contoso.com', 'j doe@contoso.com'],
    ['sip:%20j%20%20doe%20@contoso.com', 'j doe@contoso.com'],
    ['sip:j%C3%BCrgen@contoso.com', 'jürgen@contoso.com'],
    ['sip:%E7%8E%8B%e5%b0%8f%e6%98%8e@contoso.com', '王小明@contoso.com'],
    ['sip:j%20doe%ff@contoso.com', 'j doe%FF@contoso.com'],
    ['sip:100%25@contoso.com', '100%@contoso.com'],
    ['sip:bob@192.0.2.7:5080', 'bob@192.0.2.7:5080'],
    ['sip:bob@[2001:db8::7]', 'bob@[2001:db8::7]'],
    ['sip:gateway.contoso.com', 'gateway.contoso.com'],
    ['sip:amos@contoso.com', 'amos@contoso.com'],
    ['sip:+15551234x@contoso.com', '+15551234x@contoso.com'],
    ['im:bob@contoso.com', 'bob@contoso.com'],
    // What would make it look like another's stays escaped.
    ['sip:ceo%40contoso.com@evil.example', 'ceo%40contoso.com@evil.example'],
    ['sip:%E2%80%AEbob@contoso.com', '%E2%80%AEbob@contoso.com'],
    ['sip:b%E2%80%8Bob@contoso.com', 'b%E2%80%8Bob@contoso.com'],
    ['sip:bob%E2%A0%80@contoso.com', 'bob%E2%A0%80@contoso.com'],
    ['sip:bob%F0%93%91%81@contoso.com', 'bob%F0%93%91%81@contoso.com'],
    ['sip:b%0D%0Aob@contoso.com', 'b%0D%0Aob@contoso.com'],
  ])('%s is %s', (uri, expected) => {
    const shown = peerInWords(peer(uri), english);
    expect(shown.replaceAll(/[\u2066-\u2069]/g, '')).toBe(expected);
  });

  test('the number’s own host is told beside it', () => {
    expect(readPeer('+15551234;ext=7@gw.example;user=phone').address).toBe(
      '+15551234;ext=7@gw.example',
    );
    expect(peerInWords('+15551234;ext=7@gw.example;user=phone', createTexts('fr').t)).toBe(
      '+15551234 poste 7',
    );
  });

  test('has one @, and nothing that can’t be seen, whatever is escaped', () => {
    const user = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => encodeURIComponent(text.toWellFormed()));
    fc.assert(
      fc.property(user, (name) => {
        const { address } = readPeer(peer(`sip:${name}@contoso.com`));
        expect(address.split('@')).toHaveLength(2);
        expect(address).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        // Some letters are fillers or blanks, which nobody sees.
        const isSeen = /^[[\p{L}\p{N} ]--[\p{Default_Ignorable_Code_Point}\u{13441}\u{13442}]]+$/v;
        if (isSeen.test(decodeURIComponent(name))) expect(address).not.toContain('%');
      }),
      { numRuns: 1000 },
    );
  });
});

test('any text whatever is read or refused, and shown, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      for (const whole of [text, `sip:${text}`, `tel:${text}`, `sip:bob@${text}`, `${text}@c`]) {
        const parsed = peerOfSender(whole, 'contoso.com');
        if (parsed.ok) expect(parsePeer(parsed.value)).toEqual(parsed);
        peerInWords(whole, english);
      }
    }),
    { numRuns: 1500 },
  );
});
