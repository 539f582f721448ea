import { randomBytes } from 'node:crypto';

/** Twenty characters that are hard to confuse: 100 bits. */
export function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789-'.slice(0, 32);
  return Array.from(randomBytes(20), (byte) => letters[byte % 32]).join('');
}
