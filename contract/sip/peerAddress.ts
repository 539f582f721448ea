import type { Parsed } from '../envelope.ts';
import { normalEscapes } from './grammar.ts';
import { readableUser } from './readableUser.ts';
import { userOfTel } from './telUri.ts';
import { isSipUri, parseUri, type SipUri } from './uri.ts';

/** The longest that is accepted, in UTF-16 code units: a name of 64 letters in any script, escaped, and its host. */
export const LONGEST_PEER = 1024;
/** The longest that a person may write. */
export const LONGEST_TYPED_ADDRESS = 320;

/** A scheme's colon comes before any `@`; a port's, after it. */
const schemePattern = /^[a-z][a-z0-9+.-]*:/i;
const hasScheme = (text: string): boolean => schemePattern.test(text);

/** A domain may be written with the root's trailing dot (RFC 1034, section 3.1), which makes no difference. */
const rootless = (host: string): string => (host.endsWith('.') ? host.slice(0, -1) : host);

function peerOfSip({ user, host, port, parameters }: SipUri): string {
  const place = rootless(host) + (port === undefined ? '' : `:${port}`);
  if (user === undefined) return `sip:${place}`;
  const kind = parameters.get('user')?.toLowerCase();
  return `${user}@${place}${kind === undefined ? '' : `;user=${kind}`}`;
}

/**
 * Reads whom a URI names, with or without `sip:`, as one canonical text: the key of conversations, contacts and
 * calls. Of what RFC 3261, section 19.1.4, compares, it keeps everything that From may contain (section 19.1.1, table
 * 1) and that identifies somebody: user, host, port, `user=`.
 * @returns `user@host`, perhaps with a port and `;user=phone`; or the URI, if it has no user or is not a SIP URI.
 */
export function parsePeer(text: string): Parsed<string> {
  if (text.length > LONGEST_PEER) return { ok: false, problem: 'an address that is too long' };
  const uri = parseUri(hasScheme(text) ? text : `sip:${text}`);
  if (!uri.ok) return uri;
  const { value } = uri;
  const colon = text.indexOf(':');
  if (!isSipUri(value))
    return { ok: true, value: `${value.scheme}:${normalEscapes(text.slice(colon + 1))}` };
  return { ok: true, value: peerOfSip(value) };
}

/**
 * The same for a URI in From. A telephone number's URI becomes the SIP URI by which the account's own domain can be
 * asked for that number (RFC 3261, section 19.1.6), so that it can be answered.
 * @param domain the account's own.
 */
export function peerOfSender(uriText: string, domain: string): Parsed<string> {
  if (!hasScheme(uriText)) return { ok: false, problem: 'a URI begins with its scheme, as sip:' };
  if (!/^tel:/i.test(uriText)) return parsePeer(uriText);
  const user = userOfTel(uriText.slice('tel:'.length));
  return user.ok ? parsePeer(`sip:${user.value}@${domain};user=phone`) : user;
}

/** The URI to write to or to call. */
export const uriOfPeer = (peer: string): string => (hasScheme(peer) ? peer : `sip:${peer}`);

export interface TelephoneNumber {
  /** As it was written, with its visual separators. */
  readonly number: string;
  readonly extension: string | undefined;
}

function telephoneNumberOf(uri: SipUri): TelephoneNumber | undefined {
  const [number = '', ...parameters] = (uri.user ?? '').split(';');
  const isGlobal = /^\+[0-9][-.()0-9]*$/.test(number);
  if (!isGlobal && uri.parameters.get('user') !== 'phone') return undefined;
  if (!/^\+?[-.()0-9A-Fa-f*]+$/.test(number)) return undefined;
  const extension = parameters.find((parameter) => /^ext=/i.test(parameter))?.slice('ext='.length);
  if (extension !== undefined && !/^[-.()0-9]+$/.test(extension)) return undefined;
  return { number, extension };
}

/** Whom an address names, as people read it. */
export interface ReadablePeer {
  /** `user@host` without escapes, if what they stand for is visible. */
  readonly address: string;
  /** undefined if it is not a telephone number's. */
  readonly telephone: TelephoneNumber | undefined;
}

/** @param peer as {@link parsePeer} gives it; anything else is shown as it is. */
export function readPeer(peer: string): ReadablePeer {
  const parsed = parseUri(uriOfPeer(peer));
  if (!parsed.ok || !isSipUri(parsed.value))
    return { address: peer.slice(peer.indexOf(':') + 1), telephone: undefined };
  const uri = parsed.value;
  const place = uri.host + (uri.port === undefined ? '' : `:${uri.port}`);
  const address = uri.user === undefined ? place : `${readableUser(uri.user)}@${place}`;
  return { address, telephone: telephoneNumberOf(uri) };
}
