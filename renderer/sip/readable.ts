import { Grammar } from 'jssip';
import { keepAnswerable } from './challenges.ts';
import { boundHead, nameOf } from './receivedHead.ts';
import type { UriAliases } from './uriAliases.ts';

const BREAK = '\r\n';
const END = BREAK + BREAK;
/** A header's line, with those that continue it (RFC 3261, section 7.3.1). */
const betweenHeaders = /\r\n(?![ \t])/;

/** By header, without which a message still has its meaning: the rule of JsSIP's grammar that it must follow (`lib/Parser.js`). */
const dispensable: Readonly<Record<string, string>> = {
  contact: 'Contact',
  'record-route': 'Record_Route',
  'content-length': 'Content_Length',
  'max-forwards': 'Max_Forwards',
  'www-authenticate': 'WWW_Authenticate',
  'proxy-authenticate': 'Proxy_Authenticate',
  'session-expires': 'Session_Expires',
  'refer-to': 'Refer_To',
  replaces: 'Replaces',
  event: 'Event',
};

const isReadable = (value: string, rule: string): boolean => Grammar.parse(value, rule) !== -1;

/** The header as JsSIP can read it; undefined if it can't be. */
function readableHeader(header: string): string | undefined {
  const colon = header.indexOf(':');
  if (colon < 0) return undefined;
  const name = nameOf(header);
  const value = header.slice(colon + 1).trim();
  const rule = Object.hasOwn(dispensable, name) ? dispensable[name] : undefined;
  if (rule !== undefined && !isReadable(value, rule)) return undefined;
  // A body of a type that can't be read is one that can't be shown, not one of text.
  if (name === 'content-type' && !isReadable(value, 'Content_Type'))
    return `${name}: application/octet-stream`;
  return header;
}

/** Leaves out the headers that JsSIP can't read; what it can't do without is left to JsSIP. */
function keepReadable(message: string): string {
  const end = message.indexOf(END);
  if (end < 0) return message;
  const [first = '', ...headers] = message.slice(0, end).split(betweenHeaders);
  const kept = headers.map(readableHeader).filter((header) => header !== undefined);
  return [first, ...kept].join(BREAK) + message.slice(end);
}

/**
 * What JsSIP can read of a SIP message, and soon. JsSIP throws a whole message away for one header, or one value
 * of a list, that its grammar does not know; here that value is left out, so that the others count.
 *
 * @param message as it came over the WebSocket. @returns undefined if there is nothing to read.
 */
export function toReadable(
  message: string,
  aliases: Pick<UriAliases, 'conceal'>,
): string | undefined {
  const bounded = boundHead(message);
  return bounded === undefined ? undefined : keepReadable(aliases.conceal(keepAnswerable(bounded)));
}
