import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlain, partsOf } from './links.ts';

describe('the addresses in a message', () => {
  it('are links where http or https is written, and the rest stays as it is', () => {
    expect(partsOf('See https://contoso.com/a?b=c, please.\nOr (http://x.example).')).toEqual([
      { kind: 'text', text: 'See ' },
      {
        kind: 'link',
        text: 'https://contoso.com/a?b=c',
        url: 'https://contoso.com/a?b=c',
        host: 'contoso.com',
      },
      { kind: 'text', text: ', please.\nOr (' },
      { kind: 'link', text: 'http://x.example', url: 'http://x.example/', host: 'x.example' },
      { kind: 'text', text: ').' },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'candor://join',
    'contoso.com',
    'amos@contoso.com',
    'mailto:amos@contoso.com',
    'https://contoso.com@evil.example/',
    'https://',
    'no address at all',
  ])('are none in %s', (text) => {
    expect(partsOf(text)).toEqual([{ kind: 'text', text }]);
  });

  it('keep every character that was written', () => {
    const text = 'a https://x.example/ü🙂 b\n\n https://y.example/#z';
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('are opened without asking only where the host is shown as it is', () => {
    const [plain] = partsOf('https://Contoso.com/x');
    expect(plain?.kind === 'link' && isPlain(plain)).toBe(true);
    const [disguised] = partsOf('https://сontoso.com/x');
    expect(disguised?.kind === 'link' ? disguised.host : '').toMatch(/^xn--/);
    expect(disguised?.kind === 'link' && isPlain(disguised)).toBe(false);
  });
});

const linksOf = (text: string) =>
  partsOf(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []));
const address = 'https://pool.contoso.com/join/abcd-efgh-jkmn';

describe('a link ends where its address does', () => {
  it.each([
    [`会议（${address}）请准时`, address],
    [`“${address}”`, address],
    [`« ${address} »`, address],
    [`«\u00a0${address}\u00a0»`, address],
    [`${address}…`, address],
    [`${address}...`, address],
    [`انضم: ${address}؟`, address],
    [`${address}。请`, address],
    [`${address}\u3000请`, address],
    [`看${address}请准时`, address],
    [`「${address}」に`, address],
    [`${address}에서 만나요`, address],
    [`ดู${address}นะ`, address],
    [`${address}। अभी`, address],
    [`<${address}>, "${address}"`, address, address],
    [`(${address}).`, address],
    [`[x](${address})次`, address],
    [`**${address}**`, address],
    [`_${address}_`, address],
    [`~~${address}~~.`, address],
    ['https://contoso.com/a_b_', 'https://contoso.com/a_b_'],
    ['~https://contoso.com/a_', 'https://contoso.com/a_'],
    ['https://pool.contoso.com请准时', 'https://pool.contoso.com'],
    ['https://localhost请', 'https://localhost'],
    ['https://x.example:8443。', 'https://x.example:8443'],
    [
      'https://en.wikipedia.org/wiki/Set_(mathematics), x',
      'https://en.wikipedia.org/wiki/Set_(mathematics)',
    ],
    [
      '(https://en.wikipedia.org/wiki/Set_(mathematics))',
      'https://en.wikipedia.org/wiki/Set_(mathematics)',
    ],
    ['https://de.wikipedia.org/wiki/Jürgen!', 'https://de.wikipedia.org/wiki/Jürgen'],
    ['https://zh.wikipedia.org/wiki/中国 好', 'https://zh.wikipedia.org/wiki/中国'],
    ['https://例え.テスト/x、', 'https://例え.テスト/x'],
    ['https://müller.example？', 'https://müller.example'],
    ['https://[2001:db8::7]:8443/a]', 'https://[2001:db8::7]:8443/a'],
    ['https://a.example,https://b.example', 'https://a.example', 'https://b.example'],
    ['https://[2001:db8::7]:8443请', 'https://[2001:db8::7]:8443'],
    ['https://例え.テスト:8443,次', 'https://例え.テスト:8443'],
    ['https://例え.テスト,次', 'https://例え.テスト'],
    [`${address}(请准时)`, address],
    [`__${address}__请`, address],
    [
      `https://en.wikipedia.org/wiki/Set_(mathematics)请`,
      'https://en.wikipedia.org/wiki/Set_(mathematics)',
    ],
    [
      'https://zh.wikipedia.org/wiki/Python_(编程语言) 好',
      'https://zh.wikipedia.org/wiki/Python_(编程语言)',
    ],
    [`${address}\ufe0f`, address],
    ['https://a.example，https://b.example', 'https://a.example', 'https://b.example'],
    ['https://contoso.com\u202egnp.evil', 'https://contoso.com'],
  ])('%s', (text, ...expected) => {
    expect(linksOf(text)).toEqual(expected);
  });

  it('before any mark, blank or letter of any script that stands around it', () => {
    const mark = fc
      .integer({ min: 0x80, max: 0x1_ffff })
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => /^[\p{P}\p{S}\p{Z}\p{Cf}]$/u.test(letter));
    const glued = fc
      .integer({ min: 0x370, max: 0x1_ffff })
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => /^\p{L}$/u.test(letter) && !/^\p{Script=Latin}$/u.test(letter));
    const rest = fc.string({ unit: fc.oneof(mark, glued), maxLength: 5 });
    fc.assert(
      fc.property(fc.oneof(mark, glued), rest, rest, (next, more, before) => {
        for (const link of [address, 'https://x.example', 'https://xn--p1ai.example/a?b=c'])
          expect(linksOf(before + link + next + more)).toEqual([link]);
      }),
      { numRuns: 1000 },
    );
  });

  it('before punctuation of ASCII’s that letters of another script follow without a blank', () => {
    const marks = fc.string({
      unit: fc.constantFrom(...Array.from(",;:!?'*")),
      minLength: 1,
      maxLength: 3,
    });
    const word = fc.constantFrom(
      '请准时',
      'пожалуйста',
      'שלום',
      'انضم',
      'で',
      '에서',
      'นะ',
      '１２',
    );
    const links = [
      address,
      'https://x.example',
      'https://x.example:8443',
      'https://x.example/a?b=c',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...links), marks, word, (link, mark, next) => {
        expect(linksOf(`${link}${mark}${next}`)).toEqual([link]);
        expect(linksOf(`${link}${next}`)).toEqual([link]);
      }),
      { numRuns: 500 },
    );
  });

  it('and every letter of a text stays, whatever it is', () => {
    const unit = fc.constantFrom(
      ...Array.from('https://x.a()[]@é请。…:?#\u202e '),
      'https://',
      'http://',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        expect(
          partsOf(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
        for (const part of partsOf(text))
          if (part.kind === 'link') expect(part.url).toMatch(/^https?:\/\/[^@/]+(?:[/?#]|$)/);
      }),
      { numRuns: 1000 },
    );
  });
});
