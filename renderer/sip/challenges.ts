import { parseChallenges } from '../../contract/authenticationHeader.ts';

const BREAK = '\r\n';
const END = BREAK + BREAK;
/** A header's line, with those that continue it (RFC 3261, section 7.3.1). */
const betweenHeaders = /\r\n(?![ \t])/;

const isRefusal = (message: string): boolean => /^SIP\/2\.0 40[17] /.test(message);
const isChallenge = (header: string): boolean => /^(www|proxy)-authenticate\s*:/i.test(header);
/** Digest by MD5, which is meant too if no algorithm is named (RFC 3261, section 22.4). */
const isOfMd5 = (header: string): boolean =>
  parseChallenges(header.slice(header.indexOf(':') + 1)).some(
    ({ scheme, parameters }) =>
      scheme === 'digest' && (parameters.get('algorithm') ?? 'MD5').toUpperCase() === 'MD5',
  );

/**
 * Of the challenges in a refusal, those that JsSIP can answer, where there are any. A server may name
 * several (RFC 8760, section 2.4); JsSIP, which speaks MD5 alone, reads only the last (`lib/Parser.js`).
 *
 * @param message as it came over the WebSocket; anything but a refusal is given back as it is.
 */
export function keepAnswerable(message: string): string {
  if (!isRefusal(message)) return message;
  const end = message.indexOf(END);
  if (end < 0) return message;
  const headers = message.slice(0, end).split(betweenHeaders);
  if (!headers.some((header) => isChallenge(header) && isOfMd5(header))) return message;
  const kept = headers.filter((header) => !isChallenge(header) || isOfMd5(header));
  return kept.join(BREAK) + message.slice(end);
}
