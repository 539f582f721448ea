export interface LinkPart {
  readonly kind: 'link';
  readonly text: string;
  readonly url: string;
  readonly host: string;
}
export type Part = LinkPart | { readonly kind: 'text'; readonly text: string };

const start = /(?<![A-Za-z0-9+-])https?:\/\//gi;
/** RFC 3986's own characters; beyond ASCII, the letters of IRIs (RFC 3987) in any script. */
const addressLetter = /^[\w\-.~:/?#[\]@!$&'()*+,;=%\p{L}\p{M}\p{N}]$/u;
const invisibleCharacter = /^\p{Default_Ignorable_Code_Point}$/u;
const ownLetter = /^[A-Za-z0-9]$/;
/** A letter that continues a word of ASCII letters: an accented one, or a combining accent. */
const sameWord = /^[\p{Script=Latin}\p{M}]$/u;
/** What ends a sentence, or a pair of marks around an address. */
const sentenceEnd = /^[.,;:!?'*([]$/;
const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
/** Marks of emphasis, which an address may contain: around an address they don't belong to it. */
const emphasis = new Set(['_', '~']);

/**
 * Whether it ends the sentence around an address, or a pair of marks.
 * @param before the character before the address.
 */
const isAround = (letter: string, before: string): boolean =>
  sentenceEnd.test(letter) || (letter === before && emphasis.has(letter));

/**
 * The end of an address: before a blank, before non-ASCII punctuation, before a bracket without a counterpart in it,
 * and before letters of a script without spaces that directly follow an ASCII word, or the punctuation after it.
 */
function scan(text: string, from: number, before: string): number {
  const open: Record<string, number> = { '(': 0, '[': 0 };
  let [end, isInHost, word] = [from, true, ''];
  for (const letter of text.slice(from)) {
    if (!addressLetter.test(letter) || invisibleCharacter.test(letter)) break;
    if (/^[/?#]$/.test(letter)) isInHost = false;
    const isForeign = letter > '\u007f' && !sameWord.test(letter);
    if (!isInHost && isForeign && ownLetter.test(word)) break;
    if (letter in open) open[letter] = (open[letter] ?? 0) + 1;
    const opening = closing[letter];
    if (opening !== undefined) {
      if (!open[opening]) break;
      open[opening] -= 1;
    }
    if (opening === undefined && !isAround(letter, before)) word = letter;
    end += letter.length;
  }
  return end;
}

/** A name or an address, and perhaps a port: as much of an address as its host can be. */
const authority = /^(?:\[[\dA-Fa-f:.]*\]|[\p{L}\p{M}\p{N}.%_-]*)(?::\d*)?/u;

/**
 * The end of a host: before what no host contains, and in the last label, since no domain's begins in ASCII and
 * continues in another script: such letters only follow it directly.
 */
function hostEnd(text: string, from: number, end: number): number {
  const [whole = ''] = /^[^/?#]*/.exec(text.slice(from, end)) ?? [];
  // An address with a user before its host is not a link at all.
  if (whole.includes('@')) return end;
  const [place = ''] = authority.exec(whole) ?? [];
  const host = place.startsWith('[') ? place : (place.split(':', 1)[0] ?? '');
  const label = from + host.lastIndexOf('.') + 1;
  let at = label;
  for (const letter of ownLetter.test(text[label] ?? '')
    ? text.slice(label, from + host.length)
    : '') {
    if (letter > '\u007f' && !sameWord.test(letter)) return at;
    at += letter.length;
  }
  return place.length < whole.length ? from + place.length : end;
}

/** Leaves out what ends the sentence around an address; brackets closed within it stay. */
function trimmed(text: string, before: string): string {
  let end = text.length;
  while (isAround(text[end - 1] ?? '', before)) end -= 1;
  return text.slice(0, end);
}

/**
 * Finds the web addresses in a text: only those written with http or https, whose host has no user before it, which
 * people would mistake for the host. The host is as the browser will parse it.
 */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let [done, looked] = [0, 0];
  const addText = (to: number): void => {
    if (to > done) parts.push({ kind: 'text', text: text.slice(done, to) });
    done = to;
  };
  for (const { index, 0: scheme } of text.matchAll(start)) {
    // Each character is scanned once, however often an address seems to begin.
    if (index < looked) continue;
    const from = index + scheme.length;
    const before = text[index - 1] ?? '';
    const end = hostEnd(text, from, scan(text, from, before));
    const written = trimmed(text.slice(index, end), before);
    looked = end;
    const url = URL.parse(written);
    if (!url || written.length <= scheme.length || url.username !== '' || url.password !== '')
      continue;
    addText(index);
    parts.push({ kind: 'link', text: written, url: url.href, host: url.host });
    done = index + written.length;
  }
  addText(text.length);
  return parts;
}

/** Whether the text shows the host that it leads to, letter by letter. */
export const isPlain = ({ text, host }: LinkPart): boolean =>
  text.toLowerCase().includes(`//${host}`);
