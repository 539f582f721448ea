/** The forms that client and service share when they turn an account into a pseudonym. */

/** What is hashed of an account: lower-cased NFKC, so that every spelling of it gives one pseudonym. */
export const normalAccount = (account: string): string => account.normalize('NFKC').toLowerCase();

/** The client's domain, and the service's for census rows. */
export const userDomain = 'candor:user:';

/** The service's domain for error rows, distinct from the census's so that the two can't be joined. */
export const errorDomain = 'error:';

/** The domain of accounts in the service's access log, distinct from both. */
export const accessDomain = 'access:';

/**
 * Writes a hash as a UUID of version 8 (RFC 9562, section 5.8): its first 16 bytes, with the six
 * bits of version and variant set.
 * @param hash at least 16 bytes.
 */
export function uuidV8(hash: Uint8Array): string {
  const bytes = hash.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
