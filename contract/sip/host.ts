const WORDS = 8;

const isIpv4 = (text: string): boolean => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
};

/** The 16-bit words of one side of an address's `::`; undefined if it is malformed. */
function wordsOf(side: string, mayEndInIpv4: boolean): number[] | undefined {
  if (side === '') return [];
  const parts = side.split(':');
  const last = parts.at(-1) ?? '';
  if (mayEndInIpv4 && isIpv4(last)) {
    const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number);
    parts.splice(-1, 1, (a * 256 + b).toString(16), (c * 256 + d).toString(16));
  }
  if (!parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  return parts.map((part) => Number.parseInt(part, 16));
}

/** Shortened at the longest run of zeros (RFC 5952, section 4). */
function shorten(words: readonly number[]): string {
  let [start, length] = [-1, 1];
  for (let at = 0; at < WORDS; at += 1) {
    let end = at;
    while (words[end] === 0) end += 1;
    if (end - at > length) [start, length] = [at, end - at];
  }
  const text = (part: readonly number[]) => part.map((word) => word.toString(16)).join(':');
  if (start < 0) return text(words);
  return `${text(words.slice(0, start))}::${text(words.slice(start + length))}`;
}

/** @returns an IPv6 address (RFC 5954, section 4.1) in the form of RFC 5952; undefined if it is not one. */
function normalIpv6(text: string): string | undefined {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const [left = '', right] = sides;
  const [before, after] = [wordsOf(left, right === undefined), wordsOf(right ?? '', true)];
  if (!before || !after) return undefined;
  const missing = WORDS - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return shorten([...before, ...Array.from({ length: missing }, () => 0), ...after]);
}

/** RFC 3261's names have no underscores, but many real ones do. */
const isLabel = (text: string): boolean =>
  /^[a-z0-9_-]+$/i.test(text) && !text.startsWith('-') && !text.endsWith('-');

/**
 * Reads a host (RFC 3261, section 25.1): a name, an IPv4 address, or an IPv6 address in its brackets.
 * @returns it in lower case, equal ones written alike; undefined if it is not a host.
 */
export function parseHost(text: string): string | undefined {
  if (text.startsWith('[')) {
    const address = text.endsWith(']') ? normalIpv6(text.slice(1, -1)) : undefined;
    return address === undefined ? undefined : `[${address}]`;
  }
  const name = text.toLowerCase();
  const labels = (name.endsWith('.') ? name.slice(0, -1) : name).split('.');
  if (!labels.every(isLabel)) return undefined;
  // A last label of only digits makes it an address.
  return /^\d+$/.test(labels.at(-1) ?? '') && !isIpv4(name) ? undefined : name;
}

export interface HostPort {
  readonly host: string;
  /** undefined if none is written. */
  readonly port: number | undefined;
}

/** Reads `host[:port]`; undefined if it is malformed. */
export function parseHostPort(text: string): HostPort | undefined {
  const colon = text.indexOf(':', text.startsWith('[') ? text.indexOf(']') : 0);
  const host = parseHost(colon < 0 ? text : text.slice(0, colon));
  if (host === undefined || colon < 0)
    return host === undefined ? undefined : { host, port: undefined };
  const digits = text.slice(colon + 1);
  return /^\d{1,5}$/.test(digits) && Number(digits) < 65_536
    ? { host, port: Number(digits) }
    : undefined;
}
