import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readableUser } from './readableUser.ts';
import { addressOf, isSipUri, parseUri, type SipUri } from './uri.ts';
import { areSameUri } from './uriEquality.ts';

function read(text: string): SipUri {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  if (!isSipUri(parsed.value)) throw new Error(`${text} is no SIP URI`);
  return parsed.value;
}

describe('a SIP URI is read as RFC 3261, section 19.1, has it', () => {
  test('a telephone number with its own parameters is one user', () => {
    const uri = read('sip:+15551234;ext=7@contoso.com;user=phone');
    expect(uri.user).toBe('+15551234;ext=7');
    expect(uri.host).toBe('contoso.com');
    expect([...uri.parameters]).toEqual([['user', 'phone']]);
    expect(addressOf(uri)).toBe('+15551234;ext=7@contoso.com');
  });

  test('an escape is kept where it is needed, and read by people', () => {
    const uri = read('sip:j%20doe@contoso.com');
    expect(addressOf(uri)).toBe('j%20doe@contoso.com');
    expect(readableUser(uri.user ?? '')).toBe('j doe');
    expect(readableUser('j%C3%BCrgen')).toBe('jürgen');
    for (const odd of ['a%00b', 'a%ff', 'a%0D%0Ab', '%E2%80%AEbob'])
      expect(readableUser(odd).toLowerCase()).toBe(odd.toLowerCase());
  });

  test('hosts are names or addresses, with or without a port', () => {
    expect(read('sip:bob@192.0.2.7:5080')).toMatchObject({ host: '192.0.2.7', port: 5080 });
    expect(read('sip:bob@[2001:db8::7]')).toMatchObject({ host: '[2001:db8::7]', port: undefined });
    expect(read('sips:bob@[2001:DB8:0:0::7]:5061')).toMatchObject({
      scheme: 'sips',
      host: '[2001:db8::7]',
      port: 5061,
    });
    expect(read('sip:[::ffff:192.0.2.128]').host).toBe('[::ffff:c000:280]');
    expect(read('SIP:Contoso.COM.').host).toBe('contoso.com.');
  });

  test('RFC 3261’s own examples are read', () => {
    for (const text of [
      'sip:alice@atlanta.com',
      'sip:alice:secretword@atlanta.com;transport=tcp',
      'sips:alice@atlanta.com?subject=project%20x&priority=urgent',
      'sip:+1-212-555-1212:1234@gateway.com;user=phone',
      'sips:1212@gateway.com',
      'sip:alice@192.0.2.4',
      'sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com',
      'sip:alice;day=tuesday@atlanta.com',
      // RFC 4475, section 3.1.1.
      "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com",
      'sip:sip%3Auser%40example.com@company.com;other-param=summit',
      // RFC 5118, section 4.
      'sip:user@[2001:db8::10:5070]',
      'sip:[2001:db8::10]:5070',
    ])
      expect([text, parseUri(text).ok]).toEqual([text, true]);
  });

  test('what is none is refused, and told why', () => {
    for (const text of [
      '',
      'sip:',
      'sip:@contoso.com',
      'sip:bob@',
      'bob@contoso.com',
      'sip:a@b@c',
      ':x',
      'sip:a b@c',
      'sip:bob@contoso.com:',
      'sip:bob@contoso.com:70000',
      'sip:bob@con toso',
      'sip:PBX#1000#905@pbx.invalid',
      'sip:b%2ob@contoso.com',
      'sip:bob@contoso..com',
      'sip:bob@[2001:db8::7',
      'sip:bob@[1::2::3]',
      'sip:bob@[::1%25eth0]',
      'sip:bob@1.2.3.256',
      'sip:bob@c;a="b"',
      'sip:bob@c;lr;lr',
      'sip:bob@c;',
      'sip:bob@c;a=',
      'sip:bob@c?a',
      'sip:b\r\nob@c',
      'sip:bob@c\0',
      'tel:',
      'tel:1 2',
      'sip:bob@2001:db8::7',
      'sip:-a@-b',
    ]) {
      const parsed = parseUri(text);
      expect([text, parsed.ok || parsed.problem !== '']).toEqual([text, true]);
      expect([text, parsed.ok]).toEqual([text, false]);
    }
  });

  test('of another scheme only that is read', () => {
    for (const text of [
      'tel:+1-201-555-0123;ext=7',
      'mailto:desk@contoso.com',
      'im:bob@x',
      'urn:a:b',
    ])
      expect(parseUri(text)).toEqual({ ok: true, value: { scheme: text.split(':')[0] } });
  });

  test('takes no longer than by length, whatever comes', () => {
    const time = (length: number) => {
      const texts = ['%', '%4', 'a;', ';', '[', 'a:', 'a.', '@', '?a=b&'].map(
        (part) => `sip:bob@c${part.repeat(length / part.length)}`,
      );
      const rounds = [1, 2, 3, 4, 5].map(() => {
        const began = process.cpuUsage();
        for (const text of texts) parseUri(text);
        const { user, system } = process.cpuUsage(began);
        return user + system;
      });
      return Math.min(...rounds);
    };
    time(40_000);
    // In microseconds of the processor's own, which others don't lengthen; quadratic growth would make it 64 times as much.
    expect(time(320_000)).toBeLessThan(32 * Math.max(time(40_000), 1000));
  });
});

describe('URIs are compared as RFC 3261, section 19.1.4, says', () => {
  const same = (a: string, b: string) => {
    expect(areSameUri(read(b), read(a))).toBe(areSameUri(read(a), read(b)));
    return areSameUri(read(a), read(b));
  };

  test.each([
    ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;security=on'],
    ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;newparam=5'],
    [
      'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
      'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
    ],
    [
      'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
      'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
    ],
    ['sip:bob@[2001:db8::7]', 'sip:bob@[2001:0DB8:0:0:0:0:0:7]'],
  ])('%s is %s', (a, b) => {
    expect(same(a, b)).toBe(true);
  });

  test.each([
    ['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:6000;transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'],
    ['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'],
    ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off'],
    ['sip:a%3Bb@c', 'sip:a;b@c'],
    ['sip:a@c', 'sips:a@c'],
    ['sip:a@c', 'sip:a:@c'],
    ['sip:c', 'sip:a@c'],
    ['sip:a@c;maddr=1.2.3.4', 'sip:a@c'],
  ])('%s is not %s', (a, b) => {
    expect(same(a, b)).toBe(false);
  });

  test('escaping what needs no escape, or the case of hosts, changes nothing', () => {
    const letters = fc.stringMatching(/^[A-Za-z0-9\-_.!~*'()]{1,20}$/);
    const escaped = (text: string) =>
      Array.from(text)
        .map((letter) => `%${letter.charCodeAt(0).toString(16)}`)
        .join('');
    fc.assert(
      fc.property(letters, fc.domain(), fc.option(fc.nat(65_535)), (user, domain, port) => {
        const rest = `@${domain}${port === null ? '' : `:${port}`};a=b`;
        expect(same(`sip:${user}${rest}`, `sip:${escaped(user)}${rest.toUpperCase()}`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('IPv6 addresses are equal however they are written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.nat(65_535)), { minLength: 8, maxLength: 8 }),
        (words) => {
          const long = words
            .map((word) => word.toString(16).padStart(4, '0').toUpperCase())
            .join(':');
          const { host } = read(`sip:[${long}]`);
          expect(host).toBe(new URL(`http://[${long}]`).hostname);
          expect(read(`sip:${host}`).host).toBe(host);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('any text whatever is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      for (const whole of [text, `sip:${text}`, `sip:bob@${text}`]) {
        const parsed = parseUri(whole);
        if (parsed.ok && isSipUri(parsed.value)) addressOf(parsed.value);
      }
    }),
    { numRuns: 2000 },
  );
});
