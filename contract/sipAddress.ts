import type { Parsed } from './envelope.ts';
import { readPeer } from './sip/peerAddress.ts';
import { accountUser, escapeUser, hasInvisible } from './sip/userPart.ts';

const domainShape = /^[a-z0-9](?:[a-z0-9\-.]{0,251}[a-z0-9])?$/;
/** In UTF-16 code units; a non-ASCII letter can take nine characters to escape. */
const LONGEST_USER = 64;
const LONGEST_ADDRESS = 320;

const notAddress = { ok: false, problem: 'not a SIP address' } as const;

/**
 * Reads a SIP address as people write it, with or without `sip:`. Characters that its user part may not contain are
 * escaped (RFC 3261, section 25.1); the last `@` separates it from the domain.
 * @returns it as `user@domain`, in lower case; or a problem if it is not such an address.
 */
export function parseSipAddress(text: string): Parsed<string> {
  const bare = text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^sips?:/, '');
  const at = bare.lastIndexOf('@');
  const [user, domain] = [bare.slice(0, Math.max(at, 0)), bare.slice(at + 1)];
  if (
    user === '' ||
    user.length > LONGEST_ADDRESS ||
    hasInvisible(user) ||
    !domainShape.test(domain)
  )
    return notAddress;
  const address = `${accountUser(escapeUser(user))}@${domain}`;
  const { address: readable } = readPeer(address);
  const isRight =
    readable.length - domain.length <= LONGEST_USER + 1 &&
    address.length <= LONGEST_ADDRESS &&
    !domain.includes('..') &&
    !/%[01][0-9a-f]|%7f/.test(address);
  return isRight ? { ok: true, value: address } : notAddress;
}

/** An account as people read and write it; unchanged if that would look like somebody else's. */
export function readableAccount(account: string): string {
  const { address } = readPeer(account);
  const read = parseSipAddress(address);
  return read.ok && read.value === account ? address : account;
}
