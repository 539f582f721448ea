import type { Parsed } from '../envelope.ts';
import {
  isPassword,
  isUriHeader,
  isUriParameter,
  isUriText,
  isUser,
  normalEscapes,
} from './grammar.ts';
import { accountUser } from './userPart.ts';
import { parseHostPort, type HostPort } from './host.ts';

/** A SIP or SIPS URI (RFC 3261, section 19.1). Escapes of reserved and special characters are kept. */
export interface SipUri extends HostPort {
  readonly scheme: 'sip' | 'sips';
  /** With its parameters, as in `+15551234;ext=7`; undefined if the URI names only a host. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** By name in lower case; undefined is the value of one without `=`. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A URI of another scheme, such as `tel:` or `im:`, which is only passed on. */
export interface OtherUri {
  readonly scheme: string;
}

export type Uri = SipUri | OtherUri;

const problem = (text: string) => ({ ok: false, problem: text }) as const;

export const isSipUri = (uri: Uri): uri is SipUri => uri.scheme === 'sip' || uri.scheme === 'sips';

/** `name=value` at its first `=`; the value is undefined if there is none. */
function pairOf(text: string): readonly [name: string, value: string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

function parametersOf(text: string): ReadonlyMap<string, string | undefined> | undefined {
  const parameters = new Map<string, string | undefined>();
  if (text === '') return parameters;
  for (const part of text.slice(1).split(';')) {
    const [written, value] = pairOf(part);
    if (!isUriParameter(written) || (value !== undefined && !isUriParameter(value)))
      return undefined;
    const name = normalEscapes(written).toLowerCase();
    // RFC 3261, section 19.1.1: no name more than once.
    if (parameters.has(name)) return undefined;
    parameters.set(name, value === undefined ? undefined : normalEscapes(value));
  }
  return parameters;
}

function headersOf(text: string): SipUri['headers'] | undefined {
  if (text === '') return [];
  const headers: (readonly [string, string])[] = [];
  for (const part of text.slice(1).split('&')) {
    const [name, value] = pairOf(part);
    if (!isUriHeader(name) || value === undefined || (value !== '' && !isUriHeader(value)))
      return undefined;
    headers.push([normalEscapes(name).toLowerCase(), normalEscapes(value)]);
  }
  return headers;
}

function userInfoOf(
  text: string | undefined,
): { readonly user: string | undefined; readonly password: string | undefined } | undefined {
  if (text === undefined) return { user: undefined, password: undefined };
  const colon = text.indexOf(':');
  const user = colon < 0 ? text : text.slice(0, colon);
  const password = colon < 0 ? undefined : text.slice(colon + 1);
  if (!isUser(user) || (password !== undefined && !isPassword(password))) return undefined;
  return {
    user: normalEscapes(user),
    password: password === undefined ? undefined : normalEscapes(password),
  };
}

const startOf = (text: string, letters: readonly string[]): number =>
  Math.min(
    ...letters.map((letter) => text.indexOf(letter)).map((at) => (at < 0 ? text.length : at)),
  );

function parseSipUri(scheme: 'sip' | 'sips', text: string): Parsed<SipUri> {
  // The only `@` that a SIP URI may contain without an escape.
  const at = text.indexOf('@');
  const userInfo = userInfoOf(at < 0 ? undefined : text.slice(0, at));
  if (!userInfo) return problem('the part before @ holds what must be escaped');
  const rest = text.slice(at + 1);
  const [hostEnd, headersStart] = [startOf(rest, [';', '?']), startOf(rest, ['?'])];
  const hostPort = parseHostPort(rest.slice(0, hostEnd));
  if (!hostPort) return problem('no host name or address, or no port');
  const parameters = parametersOf(rest.slice(hostEnd, headersStart));
  if (!parameters) return problem('a parameter is not understood, or given twice');
  const headers = headersOf(rest.slice(headersStart));
  if (!headers) return problem('what follows the ? is not understood');
  return { ok: true, value: { scheme, ...userInfo, ...hostPort, parameters, headers } };
}

/**
 * Reads a URI in SIP: a SIP or SIPS URI in full, of any other only its scheme.
 * @returns a problem if it is not a URI.
 */
export function parseUri(text: string): Parsed<Uri> {
  const colon = text.indexOf(':');
  const scheme = text.slice(0, Math.max(colon, 0)).toLowerCase();
  if (!/^[a-z][a-z0-9+.-]*$/.test(scheme)) return problem('a URI begins with its scheme, as sip:');
  const rest = text.slice(colon + 1);
  if (scheme === 'sip' || scheme === 'sips') return parseSipUri(scheme, rest);
  return isUriText(rest) ? { ok: true, value: { scheme } } : problem(`no ${scheme}: URI`);
}

/**
 * Whom a SIP URI names, ignoring port and parameters: `user@host` in lower case (RFC 3261, section 10.3, step 5);
 * undefined if it names no user. Whether case matters is the domain's decision; in ours it does not.
 */
export const addressOf = (uri: Uri): string | undefined =>
  isSipUri(uri) && uri.user !== undefined
    ? `${accountUser(uri.user)}@${uri.host.toLowerCase()}`
    : undefined;
