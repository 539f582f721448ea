import { LONGEST_LINK, readMeetingLink, type ReadLink } from './meetingLink.ts';
import { decoded, innerTexts, isPage, MOST_CANDIDATES } from './redirector.ts';
import { withoutTrailingSlashes } from './trailingSlashes.ts';

/** Redirectors triple an address's length, and add more beside it. */
export const LONGEST_PASTED_LINK = 8 * LONGEST_LINK;

/** How many redirectors may be nested. */
const DEEPEST = 3;

/** The tracking parameters that programs add to links; no parameter of a meeting's link is named like them. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi)$/i;

/** Blanks, punctuation and symbols, which no link to a meeting begins with, and few end with. */
const mark = /^[\p{P}\p{S}\p{Z}\p{C}]$/u;

/** Without surrounding brackets, punctuation and blanks, as in `<URL:https://…>`. */
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

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** As a page shows it, if a text was copied from its HTML. */
const fromHtml = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);

/**
 * Without what was appended to a link: a page's whole query, since its path says everything; of `candor:`, the
 * tracking parameters.
 */
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

/** The link itself, with what was appended to it left out. */
function readDirect(text: string): ReadLink {
  const read = readMeetingLink(text);
  if (read.ok) return read;
  const without = readMeetingLink(withoutTrailingSlashes(withoutAdditions(text)));
  return without.ok ? without : read;
}

/** The one link in a redirector's address; undefined if it contains none, or several that differ. */
function readWithin(text: string, depth: number): ReadLink | undefined {
  const found = new Map<string, ReadLink>();
  for (const inner of innerTexts(text)) {
    const plain = readDirect(inner);
    const direct = plain.ok ? plain : readDirect(unwrapped(inner));
    const read = direct.ok || depth >= DEEPEST ? direct : (readWithin(inner, depth + 1) ?? direct);
    if (read.ok) found.set(JSON.stringify(read.value), read);
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** Invisible characters that programs insert where a line may or must not break; never part of an address. */
const breakMarks = /[\u00AD\u200B\u2060\uFEFF]/g;

/**
 * A text without what mail programs break it with: quoted-printable's soft line breaks (RFC 2045, section 6.7), and
 * lines that begin with quotation marks (RFC 3676, section 4.5).
 */
function unbroken(text: string): readonly string[] {
  const lines = text
    .replaceAll(breakMarks, '')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^[>\s]+/, '').trim());
  const whole = lines
    .map((line, at) => (at < lines.length - 1 && line.endsWith('=') ? line.slice(0, -1) : line))
    .join('');
  const joined = whole.replaceAll(/\s/g, '');
  // A one-line field removes the line break, but leaves its `=`.
  const unquoted = joined.replaceAll(/=([2-7][0-9A-F])/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return [whole, joined, unquoted, joined.replaceAll(/=(?!3D)/g, '')];
}

/**
 * The one link between `<` and `>` (RFC 3986, appendix C), which mail programs append to the text that an address was
 * shown as; undefined if there is none, or several that differ, counting the text shown.
 */
function readBracketed(text: string): ReadLink | undefined {
  const parts = text.split(/[<>]/).slice(0, MOST_CANDIDATES);
  if (parts.length < 3) return undefined;
  const found = new Map<string, ReadLink>();
  for (const part of parts.flatMap(unbroken).map(unwrapped)) {
    const direct = readDirect(part);
    const read = direct.ok ? direct : readWithin(part, 1);
    if (read?.ok) found.set(JSON.stringify(read.value), read);
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/**
 * Reads a link to a meeting as people paste it: with what mail programs, chats and people put around, after and
 * inside it, and inside a redirector's address, which is not requested. The result is one whole link by {@link
 * readMeetingLink}, or none.
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
  const bracketed = readBracketed(text);
  if (bracketed) return bracketed;
  // The problem reported is the link's own, not that of the text around it, nor a redirector's length.
  const [whole = ''] = unbroken(text);
  const alone = readMeetingLink(unwrapped(whole));
  return alone.ok || (alone.problem === 'empty' && text.trim() !== '') ? strict : alone;
}
