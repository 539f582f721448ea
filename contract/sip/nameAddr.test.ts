import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNameAddr, parseNameAddrs, parseParameters, splitList } from './nameAddr.ts';

function read(text: string) {
  const parsed = parseNameAddr(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  const { displayName, uriText, parameters } = parsed.value;
  return { displayName, uriText, parameters: Object.fromEntries(parameters) };
}

describe('an address in a header is read as RFC 3261, section 20.10, has it', () => {
  test.each([
    [
      '"Bob <desk>" <sip:bob-1@dev.invalid;transport=ws>',
      { displayName: 'Bob <desk>', uriText: 'sip:bob-1@dev.invalid;transport=ws', parameters: {} },
    ],
    [
      'sip:bob@dev.invalid;+sip.instance="<urn:uuid:00000000-0000-1000-8000-000A95A0E128>"',
      {
        displayName: '',
        uriText: 'sip:bob@dev.invalid',
        parameters: { '+sip.instance': '<urn:uuid:00000000-0000-1000-8000-000A95A0E128>' },
      },
    ],
    [
      '<sip:bob@dev.invalid>;+sip.instance="urn:uuid:0";reg-id=1;+sip.ice;expires=60',
      {
        displayName: '',
        uriText: 'sip:bob@dev.invalid',
        parameters: {
          '+sip.instance': 'urn:uuid:0',
          'reg-id': '1',
          '+sip.ice': undefined,
          expires: '60',
        },
      },
    ],
    [
      '"Q \\"x\\\\\\" , <sip:mallory@x>;expires=0" <sip:bob@dev.invalid> ; Q = 0.33 ; other',
      {
        displayName: 'Q "x\\" , <sip:mallory@x>;expires=0',
        uriText: 'sip:bob@dev.invalid',
        parameters: { q: '0.33', other: undefined },
      },
    ],
    [
      'Bob de la Tour <sip:bob@x>',
      { displayName: 'Bob de la Tour', uriText: 'sip:bob@x', parameters: {} },
    ],
    ['<sip:bob@x;a=b?c=d,e>;f=g', undefined],
    [
      '<sip:bob@x;a=b?c=d>;f=g',
      { displayName: '', uriText: 'sip:bob@x;a=b?c=d', parameters: { f: 'g' } },
    ],
    [
      'sip:vivekg@chair-dnrc.example.com ; tag    = 1918181833n',
      {
        displayName: '',
        uriText: 'sip:vivekg@chair-dnrc.example.com',
        parameters: { tag: '1918181833n' },
      },
    ],
    [
      '"J Rosenberg \\\\\\""       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8',
      {
        displayName: 'J Rosenberg \\"',
        uriText: 'sip:jdrosen@example.com',
        parameters: { tag: '98asjd8' },
      },
    ],
    ['<tel:+1-201-555-0123>', { displayName: '', uriText: 'tel:+1-201-555-0123', parameters: {} }],
  ])('%s', (text, expected) => {
    if (expected) expect(read(text)).toEqual(expected);
    else expect(parseNameAddr(text).ok).toBe(false);
  });

  test.each([
    '',
    '*',
    '<>',
    'bob',
    '"Bob" sip:bob@x',
    '"Bob <sip:bob@x>',
    '<sip:bob@x',
    'sip:bob@x?a=b',
    'sip:a,b@x',
    '<sip:bob@x> x',
    '<sip:bob@x>;',
    '<sip:bob@x>;;a',
    '<sip:bob@x>;a=',
    '<sip:bob@x>;a=b;A=c',
    '"a" "b" <sip:bob@x>',
    '<sip:bob@x>;a="b',
    '<sip:bob@x>;a="b"c',
    'Bob, <sip:bob@x>',
    '<sip:bob@x>>',
  ])('%s is none', (text) => {
    expect(parseNameAddr(text).ok).toBe(false);
  });
});

describe('a list', () => {
  test('is split at commas alone that stand in neither quotes nor brackets', () => {
    expect(splitList('"a, <b" <sip:a,b@x>;p="c,d" , sip:e@f,<sip:"g@h>,"i\\",j"')).toEqual([
      '"a, <b" <sip:a,b@x>;p="c,d"',
      'sip:e@f',
      '<sip:"g@h>',
      '"i\\",j"',
    ]);
  });

  test('loses a bad item, and no other', () => {
    const items = parseNameAddrs(
      '<sip:PBX#1000#905@pbx.invalid>, <mailto:desk@contoso.com>, <sip:bob@x>;expires=600, <sip:c@d;a="b">',
    );
    expect(items.map(({ ok }) => ok)).toEqual([false, true, true, false]);
  });
});

test('whatever name and parameters stand around it, the address is what was written', () => {
  const quote = (text: string) => `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('<>@;,:="\\ sip*?é')),
    maxLength: 12,
  });
  const name = fc.stringMatching(/^[a-z+.-]{1,8}$/);
  fc.assert(
    fc.property(
      text,
      fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key }),
      (display, pairs) => {
        const written = `${quote(display)} <sip:bob@x.invalid;a=b>${pairs.map(([key, value]) => ` ; ${key} = ${quote(value)}`).join('')}`;
        const [first, second] = parseNameAddrs(`${written}, ${written}`);
        expect(second).toEqual(first);
        expect(read(written)).toEqual({
          displayName: display,
          uriText: 'sip:bob@x.invalid;a=b',
          parameters: Object.fromEntries(pairs),
        });
      },
    ),
    { numRuns: 500 },
  );
});

test('any text whatever is read or refused, never thrown at', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...Array.from('<>@;,:="\\ sipab\r\n\0é')),
    maxLength: 40,
  });
  fc.assert(
    fc.property(letters, (text) => {
      parseNameAddrs(text);
      parseNameAddrs(`<sip:a@b>${text}`);
      parseParameters(text);
    }),
    { numRuns: 3000 },
  );
});

test('takes no longer than by length, whatever comes', () => {
  const time = (length: number) => {
    const texts = [
      '"',
      '\\',
      '<',
      ',',
      ';',
      ';a',
      '"a",',
      '<sip:a@b>,',
      ' ',
      ':',
      '=',
      '\r\n ',
    ].map((part) => part.repeat(length / part.length));
    const rounds = [1, 2, 3].map(() => {
      const began = process.cpuUsage();
      for (const text of texts) {
        parseNameAddrs(text);
        parseNameAddrs(`"${text}" <sip:a@b>${text}`);
      }
      const { user, system } = process.cpuUsage(began);
      return user + system;
    });
    return Math.min(...rounds);
  };
  time(10_000);
  // In microseconds of the processor's own, which others don't lengthen; quadratic growth would make it 64 times as much.
  expect(time(80_000)).toBeLessThan(32 * Math.max(time(10_000), 1000));
});
