import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextNormalizer } from './normalizeText.ts';
import { createScrub } from './scrub.ts';

const value = 'Zoë.Marble@contoso.com';
const largest = 64 * 1024;

/** Milliseconds of this thread's CPU time for a text, the least of several runs. */
function cost(text: string, value: string): number {
  const times = Array.from({ length: 3 }, () => {
    const scrub = createScrub(createTextNormalizer(), [{ value, pseudonym: '<P>' }]);
    const before = process.threadCpuUsage();
    scrub(text);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

const pieces = [
  '1',
  '.',
  ':',
  '@',
  '/',
  '%',
  '\\',
  '&',
  '+',
  ' ',
  'a',
  'a@',
  '%25',
  '&amp;',
  '\\u00',
  '\\\\u0041',
  'é',
  'e\u0301',
  '\u0301',
  '\u0301\u0316',
  '\u200b',
  '\u3000',
  'Ａ',
  '１',
  '．',
  '＠',
  '％',
  '\ufdfa',
  '\u2057',
  '\u1100',
  '\u1161',
  '\u1100\u1161',
  '\uac00\u11a8',
  '\uff76\uff9e',
  '😀',
  '\ud83d',
];

describe('the scrubber takes time that grows as the text does', () => {
  it.each(pieces)('of %j, found and not found', (piece) => {
    const long = piece.repeat(Math.ceil(largest / piece.length));
    for (const sought of [value, long.slice(0, 320)]) {
      const [half, whole] = [cost(long.slice(0, largest / 2), sought), cost(long, sought)];
      // A measurement of a few milliseconds is mostly noise.
      expect(whole).toBeLessThan(3.5 * Math.max(half, 50));
    }
  });
});

it('a person is found in any ordinary spelling, whatever stands around it', () => {
  const scrub = createScrub(createTextNormalizer(), [{ value, pseudonym: '<P>' }]);
  const spelled = fc
    .tuple(
      ...Array.from(value, (letter) =>
        fc.constantFrom(
          letter,
          letter.toUpperCase(),
          letter.normalize('NFD'),
          encodeURIComponent(letter),
          `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
          `&#${letter.charCodeAt(0)};`,
          letter >= '!' && letter <= '~'
            ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0)
            : letter,
        ),
      ),
    )
    .map((letters) => letters.join(''));
  const around = fc.array(fc.constantFrom(' ', '\\n', '"', '|', '漢', '\ufdfa', '😀 ', '(', '='), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(around, spelled, around, (before, middle, after) => {
      const text = [...before, ' ', middle, '|', ...after].join('');
      expect(scrub(text)).toBe([...before, ' ', '<P>', '|', ...after].join(''));
    }),
    { numRuns: 500 },
  );
});
