import { mangle, pick } from '../../contract/testing/seeded.testkit.ts';

/** What repeats cheaply in an input and dearly in a careless pattern or normalisation. */
const units = [
  'a',
  '0',
  '.',
  ':',
  '@',
  '/',
  '\\',
  '%',
  '=',
  '"',
  ',',
  ';',
  '-',
  '_',
  ' ',
  '\t',
  '[',
  '<',
  '\r\n',
  '%2',
  '%25',
  'a@',
  '1.',
  '::',
  '://',
  '="',
  '\\"',
  'sip:',
  'http://',
  '../',
  'é',
  'e\u0301',
  '\u200b',
  '\u200d',
  '\u3000',
  '\uff10',
  '\uff41',
  '\uff0e',
  '\ufdfa',
  '\ud800',
  '😀',
  '\u202e',
  '\u0000',
];

/** Each of them repeated to this length: where a reader's work grows too fast, one of these shows it. */
export const repeatedTexts = (length: number): readonly string[] =>
  units.map((one) => one.repeat(Math.ceil(length / one.length)).slice(0, length));

/** Up to `longest` UTF-16 units: one repeated, two after each other, or some of them mixed. */
export function hostileText(unit: () => number, longest: number): string {
  const length = unit() < 0.3 ? longest : Math.floor(unit() ** 2 * longest) + 1;
  const repeat = () => {
    const one = pick(unit, units);
    return one.repeat(Math.ceil(length / one.length));
  };
  const mixed = () =>
    Array.from({ length: Math.min(length, 300) }, () => pick(unit, units)).join('');
  const text = pick(unit, [repeat, mixed, () => repeat().slice(0, length / 2) + repeat()])();
  return text.slice(0, longest);
}

/** A sound input, spoilt a little; now and then with a hostile text in the place of one of its words. */
export function spoilt(unit: () => number, sound: string, longest: number): string {
  if (unit() < 0.3) return mangle(unit, sound);
  const words = sound.split(/\b/);
  words[Math.floor(unit() * words.length)] = hostileText(unit, longest);
  return words.join('');
}
