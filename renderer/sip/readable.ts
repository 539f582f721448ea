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

function isReadable(value: string, rule: string): boolean {
  try {
    return Grammar.parse(value, rule) !== -1;
  } catch {
    // JsSIP throws a URIError at escapes that make no UTF-8.
    return false;
  }
}

/** How many items of one list may each open what they never close; a server lists a person's few devices. */
const MOST_LEFT_OPEN = 32;
/** A quoted string, or what is not in one and ends no item of a list. */
const quotedOrOther = /"(?:[^"\\]|\\[^])*"|[^"]/g;

/** Whether an item opens a quoted string or a bracket, and does not close it before another opens. */
function isLeftOpen(item: string): boolean {
  const outside = item.replaceAll(quotedOrOther, (part) => (part.length > 1 ? '' : part));
  return outside.includes('"') || /<[^>]*(<|$)/.test(outside);
}

/** The items of a list that the rule reads; what is opened and never closed takes in no item after it. */
function readableItems(list: string, rule: string, mayBeOpen = MOST_LEFT_OPEN): string[] {
  return splitList(list).flatMap((item) => {
    if (isReadable(item, rule)) return [item];
    const comma = item.indexOf(',');
    if (comma < 0 || mayBeOpen === 0 || !isLeftOpen(item)) return [];
    return readableItems(item.slice(comma + 1), rule, mayBeOpen - 1);
  });
}

/** The header as JsSIP can read it; undefined if nothing of it can be. */
function readableHeader(header: string): string | undefined {
  const colon = header.indexOf(':');
  if (colon < 0) return undefined;
  const written = header.slice(0, colon).trim().toLowerCase();
  const name = longNames[written] ?? written;
  const value = header.slice(colon + 1).trim();
  const list = lists[name];
  if (list !== undefined && !isReadable(value, list)) {
    const kept = readableItems(value, list);
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

/** Whether JsSIP gets through a message's first line and its CSeq, at some of which it throws (`lib/Parser.js`). */
const canBegin = (first: string, headers: readonly string[]): boolean =>
  isReadable(first, 'Request_Response') &&
  headers.every((header) => {
    const [, sequence] = /^cseq\s*:(.*)$/is.exec(header) ?? [];
    return sequence === undefined || isReadable(sequence.trim(), 'CSeq');
  });

/**
 * What JsSIP can read of a SIP message. JsSIP throws a whole message away for one header, or one item of
 * a list, that its grammar does not know; here that item is left out, so that the others count.
 *
 * @param message as it came over the WebSocket; without what it can't do without, it is left to JsSIP.
 * @returns a line break, which says nothing (RFC 5626, section 3.5.1), for what JsSIP would throw at.
 */
export function keepReadable(message: string): string {
  const end = message.indexOf(END);
  if (end <= 0) return message;
  const [first = '', ...headers] = message.slice(0, end).split(betweenHeaders);
  if (!canBegin(first, headers)) return BREAK;
  const kept = headers.map(readableHeader).filter((header) => header !== undefined);
  return [first, ...kept].join(BREAK) + message.slice(end);
}
