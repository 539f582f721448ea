import { randomBytes } from 'node:crypto';

/** Twenty letters and digits that are hard to confuse: 100 bits. */
export function makePassword(): string {
  // Nothing else, since a spreadsheet takes what begins with a hyphen as a formula.
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from(randomBytes(20), (byte) => letters[byte % 32]).join('');
}
