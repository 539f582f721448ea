import { expect, it } from 'vitest';
import { formatSize } from './formatSize.ts';

it.each([
  [0, '0 bytes', '0 octet'],
  [1, '1 byte', '1 octet'],
  [402, '402 bytes', '402 octets'],
  [12_345, '12 kB', '12 ko'],
  [1_540_000, '1.5 MB', '1,5 Mo'],
])('%i bytes read well in both languages', (bytes, english, french) => {
  expect(formatSize(bytes, 'en')).toBe(english);
  // French separates number and unit by a no-break space.
  expect(formatSize(bytes, 'fr').replaceAll(/\s/g, ' ')).toBe(french);
});
