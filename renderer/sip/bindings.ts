import { Grammar, type NameAddrHeader } from 'jssip';
import { splitList } from '../../contract/sip/nameAddr.ts';
import { betweenHeaders, BREAK, END } from './messageHead.ts';

/** In seconds. JsSIP renews by a timer that rings at once if it was set for more than 25 days. */
const LONGEST_LIFETIME = 86_400;

/** A lifetime that JsSIP can count with; undefined if it is none: then what was asked for holds. */
function usableLifetime(written: string): number | undefined {
  return /^\d+$/.test(written) ? Math.min(Number(written), LONGEST_LIFETIME) : undefined;
}

/** JsSIP looks for text in each that is there, and throws if it has none (`lib/Registrator.js`). */
const texts = ['temp-gruu', 'pub-gruu'];

/** A Contact that JsSIP can read, with parameters that it can work with. */
function usableContact(item: string): string {
  const read: unknown = Grammar.parse(item, 'Contact');
  if (!Array.isArray(read)) return item;
  const [{ parsed }] = read as [{ readonly parsed: NameAddrHeader }];
  const written = parsed.getParam<string | null | undefined>('expires');
  const lifetime = usableLifetime(written ?? '');
  const [isWrong, textless] = [
    written !== undefined && String(lifetime) !== written,
    texts.filter((name) => parsed.hasParam(name) && parsed.getParam(name) === null),
  ];
  if (!isWrong && textless.length === 0) return item;
  for (const name of textless) parsed.deleteParam(name);
  if (lifetime === undefined) parsed.deleteParam('expires');
  else parsed.setParam('expires', lifetime);
  return parsed.toString();
}

function usableHeader(header: string): string | undefined {
  const colon = header.indexOf(':');
  const name = header.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const value = header.slice(colon + 1).trim();
  if (name === 'expires') {
    const lifetime = usableLifetime(value);
    if (String(lifetime) === value) return header;
    return lifetime === undefined ? undefined : `expires: ${lifetime}`;
  }
  if (name === 'min-expires') return usableLifetime(value) === undefined ? undefined : header;
  if (name !== 'contact' && name !== 'm') return header;
  const items = splitList(value);
  const usable = items.map(usableContact);
  return usable.every((item, index) => item === items[index])
    ? header
    : `contact: ${usable.join(', ')}`;
}

/**
 * An answer with lifetimes of bindings that JsSIP can count with. By one that is no number, as of RFC 3261's
 * `delta-seconds`, or longer than a timer holds, JsSIP would register again at once, and again, without end.
 *
 * @param message in which JsSIP can read every Contact; a request is given back as it is.
 */
export function keepLifetimes(message: string): string {
  const end = message.indexOf(END);
  if (end < 0 || !message.startsWith('SIP/2.0 ')) return message;
  const headers = message.slice(0, end).split(betweenHeaders);
  const kept = headers.map(usableHeader).filter((header) => header !== undefined);
  return kept.join(BREAK) + message.slice(end);
}
