import { Grammar } from 'jssip';
import {
  listed,
  parseChallenges,
  type AuthenticationItem,
} from '../../contract/authenticationHeader.ts';
import { betweenHeaders, BREAK, END, valueOf } from './messageHead.ts';

const isRefusal = (message: string): boolean => /^SIP\/2\.0 40[17] /.test(message);
const isChallenge = (header: string): boolean => /^(www|proxy)-authenticate\s*:/i.test(header);

/** The Digest challenge for MD5, which is also meant if no algorithm is named (RFC 3261, section 22.4). */
const md5Of = (header: string): AuthenticationItem | undefined =>
  parseChallenges(valueOf(header)).find(
    ({ scheme, parameters }) =>
      scheme === 'digest' && (parameters.get('algorithm') ?? 'MD5').toUpperCase() === 'MD5',
  );
const isOfMd5 = (header: string): boolean => md5Of(header) !== undefined;

/** The parts of a challenge that an answer repeats or depends on. */
interface Gist {
  readonly realm: string | undefined;
  readonly nonce: string | undefined;
  readonly opaque: string | undefined;
  /** Undefined for a server of RFC 2069. */
  readonly qop: string | undefined;
  readonly isStale: boolean;
}

function gistOf({ parameters }: AuthenticationItem): Gist {
  const qop = parameters.get('qop') || undefined;
  return {
    realm: parameters.get('realm'),
    nonce: parameters.get('nonce'),
    opaque: parameters.get('opaque'),
    qop: qop && listed(qop).join(),
    isStale: parameters.get('stale')?.toLowerCase() === 'true',
  };
}

/** The same as JsSIP reads it (`lib/Grammar.js`), which ignores what it does not expect, bare values above all. */
function gistByJsSip(value: string): Gist | undefined {
  const read = Grammar.parse(value, 'WWW_Authenticate') as
    | -1
    | (Partial<Omit<Gist, 'qop'>> & { readonly qop?: readonly string[]; readonly stale?: boolean });
  if (read === -1) return undefined;
  const { realm, nonce, opaque, qop, stale = false } = read;
  return { realm, nonce, opaque, qop: qop?.join(), isStale: stale };
}

/** A quoted string (RFC 3261, section 25.1). */
const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

/** A challenge for MD5 only, in a form that JsSIP reads correctly; letter by letter if it already does. */
function readable(header: string): string {
  const md5 = md5Of(header);
  if (!md5) return header;
  const [gist, byJsSip] = [gistOf(md5), gistByJsSip(valueOf(header))];
  if (JSON.stringify(gist) === JSON.stringify(byJsSip)) return header;
  const { isStale, ...texts } = gist;
  const said = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}=${quote(text)}`],
  );
  const words = [...said, ...(isStale ? ['stale=true'] : []), 'algorithm=MD5'];
  return `${header.slice(0, header.indexOf(':'))}: Digest ${words.join(', ')}`;
}

/** Whether it is the challenge that JsSIP answers, and says that the one before it was too old. */
export function isStaleChallenge(header: string): boolean {
  const md5 = isChallenge(header) ? md5Of(header) : undefined;
  return md5 !== undefined && gistOf(md5).isStale;
}

/**
 * The challenges in a refusal that JsSIP can answer, if there are any. A server may name several (RFC 8760, section
 * 2.4); JsSIP, which knows only MD5, reads only the last (`lib/Parser.js`).
 * @param message as it came over the WebSocket; anything but a refusal is returned as it is.
 */
export function keepAnswerable(message: string): string {
  if (!isRefusal(message)) return message;
  const end = message.indexOf(END);
  if (end < 0) return message;
  const headers = message.slice(0, end).split(betweenHeaders);
  if (!headers.some((header) => isChallenge(header) && isOfMd5(header))) return message;
  const kept = headers
    .filter((header) => !isChallenge(header) || isOfMd5(header))
    .map((header) => (isChallenge(header) ? readable(header) : header));
  return kept.join(BREAK) + message.slice(end);
}
