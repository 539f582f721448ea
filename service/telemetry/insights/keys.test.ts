import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeySet, packKeys, wordsOf } from './keys.ts';

const name = fc.oneof(
  fc.uuid(),
  fc.nat(40).map((number) => `person-${number}`),
  // Many that share the bits by which they are placed.
  fc.nat(300).map((number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`),
  fc.constantFrom(
    '',
    'ABCDEFAB-0000-4000-8000-000000000000',
    'abcdefab-0000-4000-8000-000000000000',
  ),
);

test('as many are counted as there are different names, of one set after another', () => {
  const keys = new KeySet();
  fc.assert(
    fc.property(fc.array(fc.array(name, { maxLength: 200 }), { maxLength: 4 }), (lists) => {
      keys.clear();
      for (const names of lists) keys.add(wordsOf(packKeys(names)));
      expect(keys.size).toBe(new Set(lists.flat()).size);
      // All at once they are the same set, wherever it stands in memory.
      const packed = Buffer.concat([Buffer.from([1]), packKeys(lists.flat())]).subarray(1);
      const again = new KeySet();
      again.add(wordsOf(packed));
      again.add(wordsOf(packed));
      expect(again.size).toBe(keys.size);
    }),
    { numRuns: 60, seed: 17 },
  );
});
