/** How many addresses are looked for in one. */
export const MOST_CANDIDATES = 32;

/** With its escapes undone, if they are all escapes. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` that begins no escape: it stands for itself.
    return text;
  }
}

export const isPage = (text: string): boolean => /^https?:/i.test(text);

/** Proofpoint's v2 encoding: `-3A` for `:`, and `_` for `/`. */
const fromProofpoint = (value: string): string =>
  decoded(value.replaceAll('_', '/').replaceAll(/-([0-9A-F]{2})/g, '%$1'));

const schemesInPath = ['/https:', '/https%3a', '/http:', '/http%3a', '/candor:', '/candor%3a'];

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/**
 * An address in base64 (RFC 4648, in either alphabet), as Sophos puts it in its links, and Bing with a two-letter
 * prefix.
 */
const addressInBase64 = /^(?:a1)?((?:aHR0c|Y2FuZG9y)[\w+/-]*)={0,2}$/;

/** @param digits of base64; no address contains the non-ASCII bytes they may encode. */
function fromBase64(digits: string): string {
  let [text, value, bits] = ['', 0, 0];
  for (const digit of digits.replaceAll('-', '+').replaceAll('_', '/')) {
    value = ((value << 6) | base64Digits.indexOf(digit)) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    text += String.fromCharCode((value >> bits) & 0xff);
  }
  return text;
}

/**
 * The parts of a redirector's path that may contain an address: between marks in Proofpoint's v3, the rest of the
 * path in others.
 */
function innerPaths(address: string): readonly string[] {
  const marks = address.split('/v3/__')[1]?.split('__;');
  const third =
    marks && marks.length > 1 ? marks[0]?.replace(/^(https?:\/)(?!\/)/i, '$1/') : undefined;
  const folded = address.toLowerCase();
  const starts = schemesInPath
    .map((scheme) => folded.indexOf(scheme, 'https://'.length))
    .filter((start) => start >= 0);
  const rest = starts.length === 0 ? undefined : decoded(address.slice(Math.min(...starts) + 1));
  return [third, rest].filter((text) => text !== undefined);
}

/** The texts in a redirector's address that may be the address it leads to. */
export function innerTexts(text: string): readonly string[] {
  if (!isPage(text)) return [];
  const [address = '', query = ''] = text.split(/\?(.*)/s);
  const values = query
    .replaceAll('&amp;', '&')
    .split(/[&#;]/)
    .map((pair) => decoded(pair.slice(pair.indexOf('=') + 1).replaceAll('+', ' ')));
  return [...innerPaths(address), ...values]
    .map((value) => {
      const digits = addressInBase64.exec(value.replaceAll(' ', '+'))?.[1];
      return digits === undefined ? value : fromBase64(digits);
    })
    .flatMap((value) =>
      // On any other address, this decoding would yield a host that nobody wrote.
      /^(?:https?|candor)-3A/i.test(value) ? [fromProofpoint(value)] : [value, decoded(value)],
    )
    .filter((value) => /^(?:https?|candor):/i.test(value))
    .slice(0, MOST_CANDIDATES);
}
