import { Grammar, URI } from 'jssip';
import { placeOfUri, splitList } from '../../contract/sip/nameAddr.ts';
import { betweenHeaders, BREAK, END } from './messageHead.ts';

/** The headers whose URIs JsSIP reads and writes, by each of their names. */
const kinds: Readonly<Record<string, 'address' | 'list'>> = {
  from: 'address',
  f: 'address',
  to: 'address',
  t: 'address',
  contact: 'list',
  m: 'list',
};
/** What a request line can contain as its URI, readable or not. */
const oneWord = /^[^\s<>"\p{C}]+$/u;

/** A URI that JsSIP writes exactly as it was given, unlike any other. */
class ExactUri extends URI {
  private readonly text: string;
  constructor(text: string) {
    super('sip', '', 'exact.invalid');
    this.text = text;
  }
  override toString(): string {
    return this.text;
  }
}

/** A pending request, as JsSIP holds it until it is sent. */
export interface OutgoingRequest {
  ruri: { toString: () => string };
}

/**
 * Other names for URIs, for JsSIP's sake: it knows no scheme but SIP's, throws at some escapes, and writes `;` and `=`
 * in a user part differently from what it read. Its input and its output pass through here.
 */
export interface UriAliases {
  /**
   * @param message as it came.
   * @returns it with URIs that JsSIP reads and writes unchanged.
   */
  readonly conceal: (message: string) => string;
  /**
   * @param message as JsSIP wrote it.
   * @returns it with the intended URIs, letter by letter.
   */
  readonly reveal: (message: string) => string;
  /** The same for a header's value as JsSIP holds it. */
  readonly revealValue: (value: string) => string;
  /** The form of one's own URI that JsSIP can use: unchanged, if JsSIP writes it so. */
  readonly ownNameOf: (uri: string) => string;
  /**
   * The form of a target that JsSIP can use: in others it drops the parameters, the port and separators between digits.
   */
  readonly aliasOf: (uri: string) => string;
  /** Gives a request the intended URI, which a proof of the password must name (RFC 3261, section 22.4). */
  readonly revealTarget: (request: OutgoingRequest) => void;
}

/** Whether JsSIP writes a URI as it reads it. */
function isKept(uri: string): boolean {
  try {
    const read = URI.parse(uri) as URI | undefined;
    return read?.scheme === 'sip' && read.toString() === uri;
  } catch {
    // JsSIP throws a URIError at escapes that are not valid UTF-8.
    return false;
  }
}

function isReadAddress(value: string): boolean {
  try {
    return Grammar.parse(value, 'From') !== -1;
  } catch {
    // As above.
    return false;
  }
}

const toHex = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');

const fromHex = (hex: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  );

/** Changes only what precedes the body: what people write stays untouched. */
function inHead(message: string, change: (head: string) => string): string {
  const end = message.indexOf(END);
  return end < 0 ? message : change(message.slice(0, end)) + message.slice(end);
}

/** An alias of an address, or of a URI; the host says whose it is. */
const aliases =
  /<sip:n([0-9a-f]+)@([0-9a-f-]{36}\.invalid)>|sip:u([0-9a-f]+)@([0-9a-f-]{36}\.invalid)/g;

export function createUriAliases(): UriAliases {
  /** Nobody else can know it, and so nobody can write an alias of ours. */
  const host = `${crypto.randomUUID()}.invalid`;
  const uriAlias = (uri: string) => `sip:u${toHex(uri)}@${host}`;
  const revealed = (text: string): string =>
    text.replaceAll(
      aliases,
      (alias: string, address?: string, ofAddress?: string, uri?: string, ofUri?: string) =>
        (ofAddress ?? ofUri) === host ? fromHex(address ?? uri ?? '') : alias,
    );

  /** From or To: JsSIP may be unable to read the name before the URI as well. */
  const concealAddress = (value: string): string => {
    const place = placeOfUri(value);
    if (!place) return value;
    if (isKept(value.slice(place.start, place.end)) && isReadAddress(value)) return value;
    const address = value.slice(0, place.parametersStart);
    return `<sip:n${toHex(address)}@${host}>${value.slice(place.parametersStart)}`;
  };
  const concealItem = (item: string): string => {
    const place = placeOfUri(item);
    const uri = item.slice(place?.start, place?.end);
    if (!place || isKept(uri) || !oneWord.test(uri)) return item;
    return item.slice(0, place.start) + uriAlias(uri) + item.slice(place.end);
  };
  const concealHeader = (header: string): string => {
    const colon = header.indexOf(':');
    const name = header.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) return header;
    const value = header.slice(colon + 1).trim();
    if (kind === 'address') {
      const address = concealAddress(value);
      return address === value ? header : `${header.slice(0, colon)}: ${address}`;
    }
    const items = splitList(value);
    const concealed = items.map(concealItem);
    return concealed.every((item, index) => item === items[index])
      ? header
      : `${header.slice(0, colon)}: ${concealed.join(', ')}`;
  };

  return {
    conceal: (message) =>
      inHead(message, (head) => {
        const [first = '', ...headers] = head.split(betweenHeaders);
        return [first, ...headers.map(concealHeader)].join(BREAK);
      }),
    reveal: (message) => inHead(message, revealed),
    revealValue: revealed,
    ownNameOf: (uri) => (isKept(uri) ? uri : uriAlias(uri)),
    aliasOf: uriAlias,
    revealTarget: (request) => {
      const target = request.ruri.toString();
      const meant = revealed(target);
      if (meant !== target) request.ruri = new ExactUri(meant);
    },
  };
}
