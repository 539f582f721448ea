import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault, jsonFaults } from './jsonFault.ts';

test.each([
  ['{"a": true,}', 'commaTooMany', 1, 11],
  ['{\n  "a": true,\n}', 'commaTooMany', 2, 12],
  ['[1, 2, ]', 'commaTooMany', 1, 6],
  ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 'comma', 3, 3],
  ['{"a" 1}', 'colon', 1, 6],
  ['{a: 1}', 'word', 1, 2],
  ["{'a': 1}", 'word', 1, 2],
  ['{"a": }', 'value', 1, 7],
  ['{"a": Off}', 'word', 1, 7],
  ['{"a": "b\n}', 'openText', 1, 7],
  ['{"a": 1', 'openObject', 1, 8],
  ['{"a": [1', 'openList', 1, 9],
  ['{"a": 1} "x"', 'more', 1, 10],
  ['{"a": "\\x"}', 'letter', 1, 7],
  ['{"a": 1} // why', 'comment', 1, 10],
  ['/* never closed', 'comment', 1, 1],
  ['', 'value', 1, 1],
] as const)('%j has its fault, %s, in line %i, column %i', (text, fault, line, column) => {
  expect(findJsonFault(text)).toEqual({ fault, line, column });
});

test('whatever is no JSON has a fault that is known, within the text, and what is JSON has none', () => {
  const json = fc.json({ maxDepth: 3 });
  fc.assert(
    fc.property(json, fc.nat(), fc.string({ maxLength: 2 }), (text, at, more) => {
      expect(findJsonFault(text)).toBeUndefined();
      const place = at % (text.length + 1);
      const spoilt = text.slice(0, place) + more + text.slice(place + 1);
      const found = findJsonFault(spoilt);
      let isJson = true;
      try {
        JSON.parse(spoilt);
      } catch {
        isJson = false;
      }
      expect([spoilt, found === undefined]).toEqual([spoilt, isJson]);
      if (found) expect(Object.keys(jsonFaults)).toContain(found.fault);
    }),
    { numRuns: 2000 },
  );
});
