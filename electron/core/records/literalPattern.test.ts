import fc from 'fast-check';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { patternOf, wordOf } from './literalPattern.ts';

/** It only counts steps, so that a busy machine gets the same result as an idle one. */
const untimed = {
  timeout: 300_000,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
};

const special = Array.from('.*+?^${}()|[]\\/-,:!<>=#&~ \tab1_');
const hostile = [
  '(a+)+$',
  '(a|a)*b',
  '[a-z]+@[a-z]+',
  'C:\\Users\\(x+x+)+y',
  '/home/[^/]*/*.*',
  '\\d+\\w*\\s*$',
  'a{1,9}{2,}',
  '(?<=a*)b',
  '.*.*.*=.*',
  '|',
  ']',
  '\\',
];

describe('a pattern of a text', () => {
  it('finds the text itself, and nothing else', () => {
    const text = fc.string({ unit: fc.constantFrom(...special), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, text, (own, other) => {
        const text = `${other}${own}${other}`;
        expect(text.replace(patternOf(own), '\n')).toBe(text.split(own).join('\n'));
        expect(patternOf(own.toUpperCase()).test(own)).toBe(true);
        expect(wordOf(own).test(own)).toBe(true);
        for (const longer of [`é${own}`, `${own}é`]) expect(wordOf(own).test(longer)).toBe(false);
      }),
    );
  });

  it.each(hostile)('%j backtracks in none that is searched', (text) => {
    for (const { source, flags } of [patternOf(text), wordOf(text)])
      expect([source, checkSync(source, flags, untimed).status]).toEqual([source, 'safe']);
  });
});
