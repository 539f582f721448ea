import { splitList } from '../../contract/sip/nameAddr.ts';
import { betweenHeaders, BREAK, END, valueOf } from './messageHead.ts';

/** How much of a message's head is read. In UTF-16 units, except for `lines` and `valuesOfList`. */
export const headBounds = {
  /** As much as a datagram holds: a message with a longer head could not have come by one. */
  head: 64 * 1024,
  lines: 200,
  /** The first line, and each value that JsSIP's grammar reads, which takes time for each letter. */
  value: 2 * 1024,
  /** All those values together. */
  values: 12 * 1024,
  /** One list, in however many lines: by RFC 3261, section 8.1.1.6, nothing takes more hops. */
  valuesOfList: 70,
} as const;

/** The compact names, from RFC 3261, section 20, and its extensions, of the headers that JsSIP reads. */
const longNames: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  x: 'session-expires',
  r: 'refer-to',
  o: 'event',
};

/**
 * The headers of which a message may have several; beyond the limit, the value is dropped, or the message, which would
 * go astray.
 */
const lists: Readonly<Record<string, 'itself' | 'message'>> = {
  contact: 'itself',
  via: 'message',
  'record-route': 'message',
};
/** The headers of which a server may send several as well (RFC 8760, section 2.4), but not in one line. */
const challenges = new Set(['www-authenticate', 'proxy-authenticate']);
/**
 * The other headers that JsSIP's grammar reads (`lib/Parser.js`); of each, the first counts (RFC 3261, section 7.3.1).
 */
const singles = new Set([
  'from',
  'to',
  'call-id',
  'cseq',
  'max-forwards',
  'content-length',
  'content-type',
  'session-expires',
  'refer-to',
  'replaces',
  'event',
]);

/** A header's full name, in lower case. */
export function nameOf(header: string): string {
  const written = header
    .slice(0, Math.max(header.indexOf(':'), 0))
    .trim()
    .toLowerCase();
  return Object.hasOwn(longNames, written) ? (longNames[written] ?? written) : written;
}

/** Takes headers one by one. */
function createTaker() {
  const kept: string[] = [];
  const counts = new Map<string, number>();
  let letters = 0;
  const keep = (name: string, value: string): boolean => {
    if (value.length > headBounds.value || letters + value.length > headBounds.values) return false;
    letters += value.length;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    kept.push(`${name}: ${value}`);
    return true;
  };
  /** JsSIP's grammar reads several values in one line in quadratic time. */
  const takeList = (name: string, header: string): boolean => {
    const values = splitList(valueOf(header));
    const room = headBounds.valuesOfList - (counts.get(name) ?? 0);
    const isAll = values.slice(0, room).every((value) => keep(name, value));
    return lists[name] === 'itself' || (isAll && values.length <= room);
  };
  return {
    kept,
    /** @returns false if the message can't do without what is left out. */
    take: (header: string): boolean => {
      const name = nameOf(header);
      if (Object.hasOwn(lists, name)) return takeList(name, header);
      if (challenges.has(name) || singles.has(name)) {
        if (challenges.has(name) || !counts.has(name)) keep(name, valueOf(header));
      } else kept.push(header);
      return true;
    },
  };
}

/**
 * Limits what is read of a message before anything reads it, and puts each value of a list on a line of its own.
 * @param message as it came over the WebSocket.
 * @returns undefined if nothing of it can be read.
 */
export function boundHead(message: string): string | undefined {
  const end = message.indexOf(END);
  // A line break alone answers a ping (RFC 5626, section 3.5.1).
  if (end < 0) return message === BREAK ? message : undefined;
  if (end > headBounds.head) return undefined;
  const [first = '', ...headers] = message.slice(0, end).split(betweenHeaders);
  if (first.length > headBounds.value) return undefined;
  const { kept, take } = createTaker();
  for (const header of headers.slice(0, headBounds.lines)) if (!take(header)) return undefined;
  return [first, ...kept].join(BREAK) + message.slice(end);
}
