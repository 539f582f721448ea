import { placeOfUri, quotedEnd, unquote } from '../../contract/sip/nameAddr.ts';
import { parseUri } from '../../contract/sip/uri.ts';
import { areSameUri } from '../../contract/sip/uriEquality.ts';

/** A Contact of a REGISTER or of its answer, read as far as it can be. */
export interface Binding {
  /** As it was written, without its brackets. */
  readonly uri: string;
  /** By name in lower case, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** How many items of one list may each open what they never close; a server lists a person's few devices. */
const MOST_LEFT_OPEN = 32;

/** The place after what begins at `start` with `<` and may hold more of these, quoted texts too; undefined if it never closes. */
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

/** Where the first item of a list ends: at a separator outside of quotes and brackets, or at the text's end; undefined if something never closes. */
function itemEnd(text: string, start: number, separator: string): number | undefined {
  let at: number | undefined = start;
  while (at !== undefined && at < text.length && text[at] !== separator) {
    if (text[at] === '"') at = quotedEnd(text, at);
    else if (text[at] === '<') at = bracketEnd(text, at);
    else at += 1;
  }
  return at === undefined || at > text.length ? undefined : at;
}

/** The items of a list; one that never closes what it opens ends at the next separator, and takes in no other. */
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

/** Parameters by name in lower case, without quotes; of several with one name the first counts. @param text what follows the first `;`. */
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
  // A bracket after a URI's or a parameter's sign belongs to a parameter.
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
 * Reads a list of Contacts as servers write it, with more in a URI than RFC 3261 allows: URIs in brackets or quotes.
 * @param value of one Contact header. @returns what can be read of it.
 */
export const readBindings = (value: string): Binding[] =>
  itemsOf(value, ',')
    .map(readBinding)
    .filter((binding) => binding !== undefined);

const plain = (text: string): string => {
  try {
    return decodeURIComponent(text).toLowerCase();
  } catch {
    // Escapes that make no UTF-8 are compared as they are.
    return text.toLowerCase();
  }
};

/** A device's instance ID, whether or not it stands in brackets. */
const instanceOf = ({ parameters }: Binding): string =>
  plain(parameters.get('+sip.instance') ?? '').replaceAll(/[<>]/g, '');

const userOf = ({ uri }: Binding): string =>
  plain(uri.slice(uri.indexOf(':') + 1, Math.max(uri.indexOf('@'), 0)));

function hasSameUri(own: Binding, other: Binding): boolean {
  const [a, b] = [parseUri(own.uri), parseUri(other.uri)];
  return a.ok && b.ok && areSameUri(a.value, b.value);
}

const hasEqual = (own: string, other: string): boolean => own !== '' && own === other;

/** By what a device's own binding is known, the surest first; a user part is made up anew for each connection. */
const signs: readonly ((own: Binding, other: Binding) => boolean)[] = [
  (own, other) => hasEqual(instanceOf(own), instanceOf(other)),
  (own, other) =>
    hasEqual(own.parameters.get('reg-id') ?? '', other.parameters.get('reg-id') ?? ''),
  hasSameUri,
  (own, other) => hasEqual(userOf(own), userOf(other)),
  (own, other) => userOf(own) !== '' && plain(other.uri).includes(userOf(own)),
];

/**
 * Which of the bindings that a registrar lists are the device's own, whatever of them was rewritten on the way. A list
 * holds all of an account's (RFC 3261, section 10.3, step 8), so what is no other device's may be this one's.
 * @returns those that may be, the surest alone where there are some; none if all are other devices'.
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
