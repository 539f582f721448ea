import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PERSON_COLOURS, personColour } from './personColour.ts';

it('everybody has one of the colours, always the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1024 }), (id) => {
      const colour = personColour(id);
      expect(colour).toBe(personColour(id));
      expect(Number.isInteger(colour) && colour >= 0 && colour < PERSON_COLOURS).toBe(true);
    }),
  );
});

it('colleagues’ addresses, which end alike, have many', () => {
  const colours = Array.from({ length: 100 }, (_, at) => personColour(`person${at}@contoso.com`));
  expect(new Set(colours).size).toBeGreaterThan(10);
});
