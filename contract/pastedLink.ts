import { withoutTrailingSlashes } from './trailingSlashes.ts';
import { LONGEST_LINK, readMeetingLink, type ReadLink } from './meetingLink.ts';

/** Redirectors write an address thrice as long, and more beside it. */
export const LONGEST_PASTED_LINK = 8 * LONGEST_LINK;

/** How many redirectors may stand around one another. */
const DEEPEST = 3;
const MOST_CANDIDATES = 32;

/** What programs add to links to follow people by; nothing in a link to a meeting is called so. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi)$/i;

/** Blanks, marks and signs, which no link to a meeting begins with, and few end with. */
const mark = /^[\p{P}\p{S}\p{Z}\p{C}]$/u;

/** Without the brackets, marks and blanks around it, as in `<URL:https://…>`. */
function unwrapped(text: string): string {
  const letters = Array.from(text);
  let [first, last] = [0, letters.length];
  while (first < last && mark.test(letters[first] ?? '')) first += 1;
  while (last > first && mark.test(letters[last - 1] ?? '')) last -= 1;
  const inner = letters.slice(first, last).join('');
  // Slack writes `<address|what is shown>`, Markdown `[what is shown](address)`.
  const [address = ''] = inner.split('|');
  return address
    .slice(address.lastIndexOf('](') < 0 ? 0 : address.lastIndexOf('](') + 2)
    .replace(/^url:/i, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` that begins no escape: it stands for itself.
    return text;
  }
}

const isPage = (text: string): boolean => /^https?:/i.test(text);

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** As a page shows it, from which a text was copied as it is written there. */
const fromHtml = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);

/** Without what was added behind a link: all of a page's, since its path says everything, of `candor:` what tracks. */
function withoutAdditions(text: string): string {
  const [whole = ''] = text.split('#');
  const question = whole.indexOf('?');
  if (question < 0) return whole;
  if (isPage(text)) return whole.slice(0, question);
  const kept = whole
    .slice(question + 1)
    .split('&')
    .filter((pair) => !tracking.test(pair.split('=')[0] ?? ''));
  return `${whole.slice(0, question)}?${kept.join('&')}`;
}

/** The link itself, or with what was added behind it left out. */
function readDirect(text: string): ReadLink {
  const read = readMeetingLink(text);
  if (read.ok) return read;
  const without = readMeetingLink(withoutTrailingSlashes(withoutAdditions(text)));
  return without.ok ? without : read;
}

/** Proofpoint's second way: `-3A` for `:`, and `_` for `/`. */
const fromProofpoint = (value: string): string =>
  decoded(value.replaceAll('_', '/').replaceAll(/-([0-9A-F]{2})/g, '%$1'));

const schemesInPath = ['/https:', '/https%3a', '/http:', '/http%3a', '/candor:', '/candor%3a'];

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** An address in base64 (RFC 4648, in either alphabet), as Sophos has it in its links, and Bing with two letters before it. */
const addressInBase64 = /^(?:a1)?((?:aHR0c|Y2FuZG9y)[\w+/-]*)={0,2}$/;

/** @param digits of base64; what they make beyond ASCII stands in no address. */
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

/** What a redirector's path may hold: Proofpoint's third way between marks, others the rest of the path. */
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

/** The texts within a redirector's address that may be the address it leads to. */
function innerTexts(text: string): readonly string[] {
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
      // Of another's address this would make that of a host that nobody wrote.
      /^(?:https?|candor)-3A/i.test(value) ? [fromProofpoint(value)] : [value, decoded(value)],
    )
    .filter((value) => /^(?:https?|candor):/i.test(value))
    .slice(0, MOST_CANDIDATES);
}

/** The one link that a redirector's address holds; undefined if it holds none, or several that differ. */
function readWithin(text: string, depth: number): ReadLink | undefined {
  const found = new Map<string, ReadLink>();
  for (const inner of innerTexts(text)) {
    const direct = readDirect(inner);
    const read = direct.ok || depth >= DEEPEST ? direct : (readWithin(inner, depth + 1) ?? direct);
    if (read.ok) found.set(JSON.stringify(read.value), read);
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** A text with what mail programs break it by: quoted-printable's soft line breaks (RFC 2045, section 6.7), and lines. */
function unbroken(text: string): readonly string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const whole = lines
    .map((line, at) => (at < lines.length - 1 && line.endsWith('=') ? line.slice(0, -1) : line))
    .join('');
  const joined = whole.replaceAll(/\s/g, '');
  // A field of one line takes the line break away, and leaves the sign of it.
  const unquoted = joined.replaceAll(/=([2-7][0-9A-F])/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return [whole, joined, unquoted, joined.replaceAll(/=(?!3D)/g, '')];
}

/**
 * Reads a link to a meeting as people paste it: with what mail programs, chats and people put around it, behind
 * it and within it, also within the address of a redirector, which is not asked. What is read is one whole link
 * by {@link readMeetingLink}, or none.
 */
export function readPastedLink(text: string): ReadLink {
  if (text.length > LONGEST_PASTED_LINK) return { ok: false, problem: 'tooLong' };
  const strict = readMeetingLink(text.trim());
  if (strict.ok) return strict;
  const candidates = new Set(
    [...unbroken(text), ...unbroken(fromHtml(text))].flatMap((whole) => {
      const inner = unwrapped(whole);
      return [whole.trim(), inner, decoded(inner)];
    }),
  );
  for (const candidate of candidates) {
    const read = readDirect(candidate);
    if (read.ok) return read;
  }
  for (const candidate of candidates) {
    const within = readWithin(candidate, 1);
    if (within) return within;
  }
  // What is wrong is said of the link alone, not of what stands around it, nor of a redirector's length.
  const [whole = ''] = unbroken(text);
  const alone = readMeetingLink(unwrapped(whole));
  return alone.ok || (alone.problem === 'empty' && text.trim() !== '') ? strict : alone;
}
