import { Grammar } from 'jssip';
import { splitList } from '../../contract/sip/nameAddr.ts';

const BREAK = '\r\n';
const END = BREAK + BREAK;
/** A header's line, with those that continue it (RFC 3261, section 7.3.1). */
const betweenHeaders = /\r\n(?![ \t])/;

/** The compact names of RFC 3261, section 20, and its extensions, of those headers that JsSIP reads. */
const longNames: Readonly<Record<string, string>> = {
  v: 'via',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  x: 'session-expires',
  r: 'refer-to',
  o: 'event',
};

/** By header: the rule of JsSIP's grammar that it must follow (`lib/Parser.js`). */
const lists: Readonly<Record<string, string>> = {
  contact: 'Contact',
  'record-route': 'Record_Route',
};
/** The same of headers that hold one item, without which a message still has its meaning. */
const dispensable: Readonly<Record<string, string>> = {
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

/** The header as JsSIP can read it; undefined if nothing of it can be. */
function readableHeader(header: string): string | undefined {
  const colon = header.indexOf(':');
  if (colon < 0) return undefined;
  const written = header.slice(0, colon).trim().toLowerCase();
  const name = longNames[written] ?? written;
  const value = header.slice(colon + 1).trim();
  const list = lists[name];
  if (list !== undefined && !isReadable(value, list)) {
    const kept = splitList(value).filter((item) => isReadable(item, list));
    return kept.length === 0 ? undefined : `${name}: ${kept.join(', ')}`;
  }
  const single = dispensable[name];
  if (single !== undefined && !isReadable(value, single)) return undefined;
  // A body of a type that can't be read is one that can't be shown, not one of text.
  if (name === 'content-type' && !isReadable(value, 'Content_Type'))
    return `${name}: application/octet-stream`;
  if (name !== 'via') return header;
  // JsSIP reads the first line of Via alone; the others need only go back as they came.
  const [first, ...others] = splitList(value);
  return others.length === 0
    ? header
    : [first, ...others].map((item) => `via: ${item}`).join(BREAK);
}

/**
 * What JsSIP can read of a SIP message. JsSIP throws a whole message away for one header, or one item of
 * a list, that its grammar does not know; here that item is left out, so that the others count.
 *
 * @param message as it came over the WebSocket; without what it can't do without, it is left to JsSIP.
 */
export function keepReadable(message: string): string {
  const end = message.indexOf(END);
  if (end < 0) return message;
  const [first = '', ...headers] = message.slice(0, end).split(betweenHeaders);
  const kept = headers.map(readableHeader).filter((header) => header !== undefined);
  return [first, ...kept].join(BREAK) + message.slice(end);
}
