import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChallenges, parseCredentials } from './authenticationHeader.ts';

const blank = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 3 });
const someBlank = blank.map((text) => ` ${text}`);
const tokenCharacters = Array.from("abcXYZ019!#$%&'*+-.^_`|~");
const token = fc.string({ unit: fc.constantFrom(...tokenCharacters), minLength: 1, maxLength: 12 });
const value = fc.string({ maxLength: 20 });
const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

/** Parameters as a server may write them, with the values that they stand for. */
const parameter = fc
  .record({ name: token, value, around: fc.tuple(blank, blank, blank), isBare: fc.boolean() })
  .map((one) => {
    const isToken =
      one.value !== '' && Array.from(one.value).every((c) => tokenCharacters.includes(c));
    const written = one.isBare && isToken ? one.value : quote(one.value);
    const [before, after, last] = one.around;
    return { ...one, text: `${one.name}${before}=${after}${written}${last}` };
  });
const challenge = fc.record({
  scheme: token,
  blank: someBlank,
  parameters: fc.uniqueArray(parameter, {
    minLength: 1,
    maxLength: 6,
    selector: ({ name }) => name.toLowerCase(),
  }),
});
const written = ({
  scheme,
  blank: blanks,
  parameters,
}: {
  scheme: string;
  blank: string;
  parameters: { text: string }[];
}) => `${scheme}${blanks}${parameters.map(({ text }) => text).join(',')}`;
const meant = ({
  scheme,
  parameters,
}: {
  scheme: string;
  parameters: { name: string; value: string }[];
}) => ({
  scheme: scheme.toLowerCase(),
  parameters: new Map(parameters.map((one) => [one.name.toLowerCase(), one.value])),
});

test('challenges are read however they are written', () => {
  fc.assert(
    fc.property(
      fc.array(challenge, { maxLength: 4 }),
      fc.constantFrom(',', ' , ', ',\r\n ,'),
      (all, comma) => {
        expect(parseChallenges(all.map(written).join(comma))).toEqual(all.map(meant));
      },
    ),
    { numRuns: 300 },
  );
});

test('credentials are read however they are written', () => {
  fc.assert(
    fc.property(challenge, (one) => {
      expect(parseCredentials(written(one))).toEqual({ ok: true, value: meant(one) });
    }),
    { numRuns: 300 },
  );
});

test('any text is read or refused, and a broken challenge costs itself alone', () => {
  const good = 'Digest realm="r", nonce="n"';
  const odd = fc.string({
    unit: fc.constantFrom(...Array.from('ab ="\\,\r\n\t/é')),
    maxLength: 60,
  });
  fc.assert(
    fc.property(odd, (text) => {
      parseCredentials(text);
      const quotes = text.split('"').length - 1;
      if (quotes % 2 === 0 && !text.endsWith('\\') && !text.includes('\\'))
        expect(parseChallenges(`Digest ${text}, ${good}`).at(-1)).toMatchObject({
          scheme: 'digest',
          parameters: new Map([
            ['realm', 'r'],
            ['nonce', 'n'],
          ]),
        });
      else parseChallenges(text);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  '',
  ' ',
  ',',
  'Digest realm="r',
  'Digest realm=',
  'Digest a=1, a=2',
  'Digest a=1 b=2',
  '="x"',
  'Digest a=1, Basic b=2',
])('these are no credentials: %s', (text) => {
  expect(parseCredentials(text).ok).toBe(false);
});

test('a header longer than any server sends holds nothing', () => {
  const long = `Digest realm="${'r'.repeat(5000)}", nonce="n"`;
  expect(parseChallenges(long)).toEqual([]);
  expect(parseCredentials(long).ok).toBe(false);
});
