import { splitList } from '../../contract/sip/nameAddr.ts';
import { betweenHeaders, BREAK, END, valueOf } from './messageHead.ts';

/** How much of a message's head is read. In UTF-16 units, but for `lines` and `values`. */
export const headBounds = {
  /** As much as a datagram holds, by which no message with a longer one could have come. */
  head: 64 * 1024,
  lines: 200,
  /** Of the first line, and of each value that JsSIP's grammar reads, which takes time for each letter. */
  value: 2 * 1024,
  /** Of all those values together. */
  values: 12 * 1024,
  /** Of one list, in however many lines: RFC 3261, section 8.1.1.6, has nothing go over more hops. */
  valuesOfList: 70,
} as const;

/** The compact names of RFC 3261, section 20, and its extensions, of those headers that JsSIP reads. */
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

/** Of these a message may have several; one that is too many costs itself, or the message, which would go astray. */
const lists: Readonly<Record<string, 'itself' | 'message'>> = {
  contact: 'itself',
  via: 'message',
  'record-route': 'message',
};
/** Of these a server may send several as well (RFC 8760, section 2.4), but not in one line. */
const challenges = new Set(['www-authenticate', 'proxy-authenticate']);
/** What JsSIP's grammar reads besides (`lib/Parser.js`); of these the first counts (RFC 3261, section 7.3.1). */
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

/** A header's name in lower case and in full. */
export function nameOf(header: string): string {
  const written = header
    .slice(0, Math.max(header.indexOf(':'), 0))
    .trim()
    .toLowerCase();
  return Object.hasOwn(longNames, written) ? (longNames[written] ?? written) : written;
}

/** Takes headers one after the other. */
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
  /** JsSIP's grammar reads several values in one line in time that grows with the square of their number. */
  const takeList = (name: string, header: string): boolean => {
    const values = splitList(valueOf(header));
    const room = headBounds.valuesOfList - (counts.get(name) ?? 0);
    const isAll = values.slice(0, room).every((value) => keep(name, value));
    return lists[name] === 'itself' || (isAll && values.length <= room);
  };
  return {
    kept,
    /** @returns false where the message can't do without what is left out. */
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
 * Bounds what is read of a message before anything reads it, and gives each value of a list a line of its own.
 * @param message as it came over the WebSocket. @returns undefined if nothing of it can be read.
 */
export function boundHead(message: string): string | undefined {
  const end = message.indexOf(END);
  // A line end alone answers a ping (RFC 5626, section 3.5.1).
  if (end < 0) return message === BREAK ? message : undefined;
  if (end > headBounds.head) return undefined;
  const [first = '', ...headers] = message.slice(0, end).split(betweenHeaders);
  if (first.length > headBounds.value) return undefined;
  const { kept, take } = createTaker();
  for (const header of headers.slice(0, headBounds.lines)) if (!take(header)) return undefined;
  return [first, ...kept].join(BREAK) + message.slice(end);
}
