import { URI } from 'jssip';
import type { Parsed } from '../../contract/envelope.ts';
import { placeOfUri } from '../../contract/sip/nameAddr.ts';
import { LONGEST_TYPED_ADDRESS, parsePeer, peerOfSender } from '../../contract/sip/peerAddress.ts';
import { escapeUser, hasInvisible } from '../../contract/sip/userPart.ts';
import { parseSipAddress } from '../../contract/sipAddress.ts';

const notAddress = { ok: false, problem: 'not a SIP address' } as const;

/** Reads the account that somebody signs in with; a domain that JsSIP's grammar rejects is refused too. */
export function readAccount(text: string): Parsed<string> {
  const address = parseSipAddress(text);
  if (!address.ok) return address;
  const domain = address.value.slice(address.value.indexOf('@') + 1);
  return URI.parse(`sip:${domain}`) === undefined ? notAddress : address;
}

/**
 * Reads another person's address as people write it: with or without `sip:`, in upper or lower case, and with letters
 * that SIP requires to be escaped.
 */
export function readAddress(text: string): Parsed<string> {
  const bare = text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^sips?:/, '');
  const at = bare.indexOf('@');
  // A blank or a colon is likely to follow a name or be part of a whole URI, rather than to be in a user part.
  const isOdd = /[\s:]/.test(bare.slice(0, at)) || hasInvisible(bare);
  if (at < 0 || bare.length > LONGEST_TYPED_ADDRESS || isOdd) return notAddress;
  return parsePeer(`sip:${escapeUser(bare.slice(0, at))}${bare.slice(at)}`);
}

/**
 * Reads the sender of a request.
 * @param from the value of its From header, letter by letter.
 * @param domain the account's own.
 * @returns the same as `parsePeer`.
 */
export function readSender(from: string, domain: string): Parsed<string> {
  const value = from.trim();
  const place = placeOfUri(value);
  return place ? peerOfSender(value.slice(place.start, place.end), domain) : notAddress;
}
