import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeSeen } from '../participantName.ts';
import { createTexts, languages } from './index.ts';
import { isolate, isolateAddress } from './isolate.ts';

const [start, end] = ['\u2068', '\u2069'];
const controls = ['\u2066', '\u2067', start, end, '\u202a', '\u202e', '\u202c', '\u200f'];
const any = fc
  .array(
    fc.oneof(
      fc.constantFrom(...controls, 'א', 'ب', 'a', '1', '(', '\u061c'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/**
 * Blocks whose characters are written from right to left unless Unicode says otherwise of one of them (DerivedBidiClass,
 * its `@missing` lines), and those that only steer the direction.
 */
const rightToLeft = [
  [0x5_90, 0x8_ff],
  [0xfb_1d, 0xfd_ff],
  [0xfe_70, 0xfe_ff],
  [0x1_08_00, 0x1_0f_ff],
  [0x1_e8_00, 0x1_ef_ff],
] as const;
const canTurnRound = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0;
  return (
    /\p{Bidi_Control}/u.test(letter) ||
    rightToLeft.some(([first, last]) => code >= first && code <= last)
  );
};

describe('a value within a text', () => {
  it('is set apart for each single character that is written from right to left, punctuation and symbols too', () => {
    const missed: string[] = [];
    for (const [first, last] of rightToLeft) {
      for (let code = first; code <= last; code += 1) {
        const letter = String.fromCodePoint(code);
        if (isolate(letter) === letter) missed.push(code.toString(16));
      }
    }
    expect(missed).toEqual([]);
  });

  it('can’t reorder what stands around it, whatever it holds', () => {
    fc.assert(
      fc.property(any, (value) => {
        const isolated = isolate(value);
        if (isolated === value) {
          expect(Array.from(value).some(canTurnRound)).toBe(false);
          return;
        }
        const letters = Array.from(isolated);
        let depth = 0;
        for (const [at, letter] of letters.entries()) {
          if (['\u2066', '\u2067', start].includes(letter)) depth += 1;
          if (letter === end) depth -= 1;
          // Only its very last character closes what its first one opened.
          expect(depth === 0).toBe(at === letters.length - 1);
        }
      }),
    );
  });

  it('is set apart in every language’s texts, and left as it is where nothing can turn round', () => {
    for (const language of languages) {
      const { t } = createTexts(language);
      expect(t('meeting.room.you', { name: 'דנה' })).toContain(`${start}דנה${end}`);
      for (const name of ['Zoé Lefèvre', 'O’Neil', '👩‍💻 7 & <b>'])
        expect(t('meeting.room.you', { name }).replaceAll(/[\u2068\u2069]/gu, '')).toContain(name);
      expect(t('meeting.room.you', { name: 'Zoé O’Neil & <b>' })).toContain('Zoé O’Neil & <b>');
      expect(t('meeting.room.count', { count: 12_345 })).not.toContain(start);
    }
  });

  it('that is an address is read from left to right, its user set apart from its host', () => {
    expect(isolateAddress('דנה@192.0.2.7:5080')).toBe('\u2066\u2068דנה\u2069@192.0.2.7:5080\u2069');
    expect(isolateAddress('דנה')).toBe('\u2066\u2068דנה\u2069\u2069');
    for (const plain of ['bob@contoso.com', 'j doe@[2001:db8::7]', 'jürgen@contoso.com'])
      expect(isolateAddress(plain)).toBe(plain);
  });

  it('that is a name anybody takes has no isolates of its own', () => {
    fc.assert(
      fc.property(any, (name) => {
        if (canBeSeen(name)) expect(name).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
