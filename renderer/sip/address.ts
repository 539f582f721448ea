import { URI } from 'jssip';
import type { Parsed } from '../../contract/envelope.ts';
import { placeOfUri } from '../../contract/sip/nameAddr.ts';
import { LONGEST_TYPED_ADDRESS, parsePeer, peerOfSender } from '../../contract/sip/peerAddress.ts';
import { parseSipAddress } from '../../contract/sipAddress.ts';

const notAddress = { ok: false, problem: 'not a SIP address' } as const;

/** Reads the account that somebody signs in with; one that JsSIP's own grammar refuses is none either. */
export function readAccount(text: string): Parsed<string> {
  const address = parseSipAddress(text);
  if (!address.ok || URI.parse(`sip:${address.value}`) !== undefined) return address;
  return notAddress;
}

/** Reads another person's address as people write it: with or without `sip:`, letters' case apart. */
export function readAddress(text: string): Parsed<string> {
  const bare = text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^sips?:/, '');
  const at = bare.indexOf('@');
  if (at < 0 || bare.length > LONGEST_TYPED_ADDRESS || bare.slice(0, at).includes(':'))
    return notAddress;
  return parsePeer(`sip:${bare}`);
}

/**
 * Reads who sends a request.
 * @param from the value of its From header, letter by letter. @param domain the account's own.
 * @returns as `parsePeer` does.
 */
export function readSender(from: string, domain: string): Parsed<string> {
  const value = from.trim();
  const place = placeOfUri(value);
  return place ? peerOfSender(value.slice(place.start, place.end), domain) : notAddress;
}
