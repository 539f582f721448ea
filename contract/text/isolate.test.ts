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

describe('a value within a text', () => {
  it('can’t reorder what stands around it, whatever it holds', () => {
    fc.assert(
      fc.property(any, (value) => {
        const isolated = isolate(value);
        if (isolated === value) {
          expect(/[\p{Bidi_Control}\p{Script=Hebrew}\p{Script=Arabic}]/u.test(value)).toBe(false);
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
