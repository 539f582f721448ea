import type { Parsed } from './envelope.ts';

/** RFC 3261, section 25.1: what a user part may hold here without escapes, and a host name or address. */
const shape = /^([a-z0-9\-_.!~*'()&=+$,;?/]{1,64})@([a-z0-9](?:[a-z0-9\-.]{0,251}[a-z0-9])?)$/;

/**
 * Reads a SIP address as people write it, with or without `sip:`.
 * @returns it as `user@domain`, in lower case; or a problem where it is no such address.
 */
export function parseSipAddress(text: string): Parsed<string> {
  const bare = text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^sips?:/, '');
  return shape.test(bare) && !bare.includes('..')
    ? { ok: true, value: bare }
    : { ok: false, problem: 'not a SIP address' };
}
