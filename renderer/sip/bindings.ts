import { placeOfUri, quotedEnd, unquote } from '../../contract/sip/nameAddr.ts';
import { parseUri } from '../../contract/sip/uri.ts';
import { areSameUri } from '../../contract/sip/uriEquality.ts';

/** A Contact of a REGISTER or of its answer, as far as it can be read. */
export interface Binding {
  /** As it was written, without its brackets. */
  readonly uri: string;
  /** By name in lower case, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** How many items of one list may open something without closing it; a server lists a person's few devices. */
const MOST_LEFT_OPEN = 32;

/**
 * The position after a bracket that opens at `start`, and may contain further ones and quoted texts; undefined if it
 * never closes.
 */
function bracketEnd(text: string, start: number): number | undefined {
  let [depth, at] = [0, start];
  while (at < text.length) {
    if (text[at] === '"') {
      at = quotedEnd(text, at);
      continue;
    }
    if (text[at] === '<') depth += 1;
    if (text[at] === '>') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/**
 * Where the first item of a list ends: at a separator outside quotes and brackets, or at the text's end; undefined if
 * something never closes.
 */
function itemEnd(text: string, start: number, separator: string): number | undefined {
  let at: number | undefined = start;
  while (at !== undefined && at < text.length && text[at] !== separator) {
    if (text[at] === '"') at = quotedEnd(text, at);
    else if (text[at] === '<') at = bracketEnd(text, at);
    else at += 1;
  }
  return at === undefined || at > text.length ? undefined : at;
}

/** The items of a list; one that never closes what it opens ends at the next separator, and swallows no other. */
function itemsOf(text: string, separator: string): string[] {
  const items: string[] = [];
  let [start, leftOpen] = [0, 0];
  while (start <= text.length) {
    const closed = leftOpen < MOST_LEFT_OPEN ? itemEnd(text, start, separator) : undefined;
    if (closed === undefined) leftOpen += 1;
    const next = text.indexOf(separator, start);
    const end = closed ?? (next < 0 ? text.length : next);
    items.push(text.slice(start, end).trim());
    start = end + 1;
  }
  return items;
}

/**
 * Parameters by name in lower case, without quotes; of several with the same name the first counts.
 * @param text what follows the first `;`.
 */
export function parametersOf(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of itemsOf(text, ';')) {
    const [equals, end] = [part.indexOf('='), part.length];
    const name = part.slice(0, equals < 0 ? end : equals).trim();
    const value = equals < 0 ? '' : part.slice(equals + 1).trim();
    const isQuoted = value.startsWith('"') && quotedEnd(value, 0) === value.length;
    const known = name.toLowerCase();
    if (!parameters.has(known)) parameters.set(known, isQuoted ? unquote(value) : value);
  }
  return parameters;
}

function readBinding(item: string): Binding | undefined {
  const nameEnd = item.startsWith('"') ? quotedEnd(item, 0) : 0;
  const open = item.indexOf('<', nameEnd);
  // A bracket after a character of a URI or a parameter belongs to a parameter.
  const isBare = open < 0 || /[:;,">]/.test(item.slice(nameEnd, open));
  const close = isBare ? undefined : bracketEnd(item, open);
  if (close !== undefined)
    return { uri: item.slice(open + 1, close - 1), parameters: parametersOf(item.slice(close)) };
  const place = placeOfUri(item);
  if (!place) return undefined;
  return {
    uri: item.slice(place.start, place.end),
    parameters: parametersOf(item.slice(place.parametersStart)),
  };
}

/**
 * Reads a list of Contacts as servers write it, allowing more in a URI than RFC 3261 does: URIs in brackets or quotes.
 * @param value the value of one Contact header.
 * @returns the ones that can be read.
 */
export const readBindings = (value: string): Binding[] =>
  itemsOf(value, ',')
    .map(readBinding)
    .filter((binding) => binding !== undefined);

const plain = (text: string): string => {
  try {
    return decodeURIComponent(text).toLowerCase();
  } catch {
    // Escapes that are not valid UTF-8 are compared as they are.
    return text.toLowerCase();
  }
};

/** A device's instance ID, with or without brackets. */
const instanceOf = ({ parameters }: Binding): string =>
  plain(parameters.get('+sip.instance') ?? '').replaceAll(/[<>]/g, '');

const userOf = ({ uri }: Binding): string =>
  plain(uri.slice(uri.indexOf(':') + 1, Math.max(uri.indexOf('@'), 0)));

function hasSameUri(own: Binding, other: Binding): boolean {
  const [a, b] = [parseUri(own.uri), parseUri(other.uri)];
  return a.ok && b.ok && areSameUri(a.value, b.value);
}

const hasEqual = (own: string, other: string): boolean => own !== '' && own === other;

/** How a device's own binding is recognised, the surest sign first; the user part is random for each connection. */
const signs: readonly ((own: Binding, other: Binding) => boolean)[] = [
  (own, other) => hasEqual(instanceOf(own), instanceOf(other)),
  (own, other) =>
    hasEqual(own.parameters.get('reg-id') ?? '', other.parameters.get('reg-id') ?? ''),
  hasSameUri,
  (own, other) => hasEqual(userOf(own), userOf(other)),
  (own, other) => userOf(own) !== '' && plain(other.uri).includes(userOf(own)),
];

/**
 * The bindings in a registrar's list that are the device's own, whatever was rewritten on the way. The list contains
 * all of an account's (RFC 3261, section 10.3, step 8), so one that is no other device's may be this one's.
 * @returns those that may be, only the surest if there are any; none if all are other devices'.
 */
export function ownBindings(own: Binding, listed: readonly Binding[]): readonly Binding[] {
  const mine = listed.filter(
    (other) => instanceOf(other) === '' || instanceOf(other) === instanceOf(own),
  );
  return signs.reduce((left, isLike) => {
    const alike = left.filter((other) => isLike(own, other));
    return alike.length > 0 ? alike : left;
  }, mine);
}
