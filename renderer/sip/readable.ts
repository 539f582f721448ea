import { Grammar } from 'jssip';
import { splitList } from '../../contract/sip/nameAddr.ts';
import { keepAnswerable } from './challenges.ts';
import { usableLifetime } from './lifetimes.ts';
import { boundHead, nameOf } from './receivedHead.ts';
import type { UriAliases } from './uriAliases.ts';
import { betweenHeaders, BREAK, END, valueOf } from './messageHead.ts';

/** The headers of which JsSIP reads several values. */
const lists = new Set(['contact', 'record-route']);
/**
 * The headers without which a message keeps its meaning, each with the rule of JsSIP's grammar that it must follow
 * (`lib/Parser.js`).
 */
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

function isReadable(value: string, rule: string): boolean {
  try {
    return Grammar.parse(value, rule) !== -1;
  } catch {
    // JsSIP throws a URIError at escapes that are not valid UTF-8.
    return false;
  }
}

/** How many items of one list may open something without closing it; a server lists a person's few devices. */
const MOST_LEFT_OPEN = 32;
/** A quoted string, or a character outside of one. */
const quotedOrOther = /"(?:[^"\\]|\\[^])*"|[^"]/g;

/** Whether an item opens a quoted string or a bracket, and does not close it before another opens. */
function isLeftOpen(item: string): boolean {
  const outside = item.replaceAll(quotedOrOther, (part) => (part.length > 1 ? '' : part));
  return outside.includes('"') || /<[^>]*(<|$)/.test(outside);
}

/** The items of a list that the rule reads; what is opened and never closed swallows no item after it. */
function readableItems(list: string, rule: string, mayBeOpen = MOST_LEFT_OPEN): string[] {
  return splitList(list).flatMap((item) => {
    if (isReadable(item, rule)) return [item];
    const comma = item.indexOf(',');
    if (comma < 0 || mayBeOpen === 0 || !isLeftOpen(item)) return [];
    return readableItems(item.slice(comma + 1), rule, mayBeOpen - 1);
  });
}

/** The headers from which JsSIP sets timers: for how long a call rings, and when it is refreshed, or ended. */
const lifetimes = new Set(['expires', 'session-expires']);

/**
 * A header with a lifetime that JsSIP can handle; undefined if it has none. One too long for a timer would end a call
 * at once, or refresh it endlessly.
 */
function countableHeader(name: string, value: string): string | undefined {
  const [written = '', ...parameters] = value.split(';');
  const lifetime = usableLifetime(written.trim());
  return lifetime === undefined ? undefined : `${name}: ${[lifetime, ...parameters].join(';')}`;
}

/** The header in a form that JsSIP can read; undefined if there is none. */
function readableHeader(header: string): string | undefined {
  if (!header.includes(':')) return undefined;
  const [name, value] = [nameOf(header), valueOf(header)];
  if (lifetimes.has(name)) {
    const countable = countableHeader(name, value);
    if (countable === undefined || countable !== `${name}: ${value}`) return countable;
  }
  const rule = Object.hasOwn(dispensable, name) ? dispensable[name] : undefined;
  if (rule !== undefined && !isReadable(value, rule)) {
    const kept = lists.has(name) ? readableItems(value, rule) : [];
    return kept.length === 0 ? undefined : kept.map((item) => `${name}: ${item}`).join(BREAK);
  }
  // A body of an unreadable type is treated as one that can't be shown, not as text.
  if (name === 'content-type' && !isReadable(value, 'Content_Type'))
    return `${name}: application/octet-stream`;
  return header;
}

/** Whether JsSIP can read a message's first line and its CSeq, some of which make it throw (`lib/Parser.js`). */
const canBegin = (first: string, headers: readonly string[]): boolean =>
  isReadable(first, 'Request_Response') &&
  headers.every((header) => nameOf(header) !== 'cseq' || isReadable(valueOf(header), 'CSeq'));

/**
 * Leaves out the headers that JsSIP can't read; indispensable ones are left to JsSIP.
 * @returns undefined for a message at which JsSIP would throw.
 */
function keepReadable(message: string): string | undefined {
  const end = message.indexOf(END);
  if (end <= 0) return message;
  const [first = '', ...headers] = message.slice(0, end).split(betweenHeaders);
  if (!canBegin(first, headers)) return undefined;
  const kept = headers.map(readableHeader).filter((header) => header !== undefined);
  return [first, ...kept].join(BREAK) + message.slice(end);
}

/**
 * The part of a SIP message that JsSIP can read, and quickly. JsSIP discards a whole message because of one header, or
 * one value of a list, that its grammar does not know; here that value is left out, so that the others count.
 * @param message as it came over the WebSocket.
 * @returns undefined if there is nothing to read.
 */
export function toReadable(
  message: string,
  aliases: Pick<UriAliases, 'conceal'>,
): string | undefined {
  const bounded = boundHead(message);
  if (bounded === undefined) return undefined;
  return keepReadable(aliases.conceal(keepAnswerable(bounded)));
}
