import type { TextNormalizer } from './normalizeText.ts';

interface Needle {
  readonly text: string;
  readonly pseudonym: string;
  /** A part of an account may also be part of an ordinary word, so it must stand alone. */
  readonly isPart: boolean;
}

// Shorter texts occur everywhere, and reveal little.
const shortest = 3;

/** The text before the first of these characters; all of it if there is none. */
function before(text: string, ends: readonly string[]): string {
  const at = ends.map((end) => text.indexOf(end)).filter((found) => found >= 0);
  return text.slice(0, Math.min(text.length, ...at));
}

function needlesOf(folding: TextNormalizer, value: string, pseudonym: string): Needle[] {
  const whole = folding.normalize(value.toWellFormed()).trim();
  const bare = whole.replace(/^sips?:/, '');
  const account = before(bare, [';', '?']);
  const name = account.slice(account.lastIndexOf('\\') + 1);
  const wholes = new Set([whole, bare, account]);
  const parts = new Set([name, before(name, ['@'])].filter((part) => !wholes.has(part)));
  const needle = (isPart: boolean) => (text: string) => ({ text: text.trim(), pseudonym, isPart });
  return [...[...wholes].map(needle(false)), ...[...parts].map(needle(true))].filter(
    ({ text }) => text.length >= shortest,
  );
}

// Only scripts that separate words have a boundary to look for.
const wordLike = /^[\p{sc=Latin}\p{N}]/u;

/** The character before a position; the empty text at the beginning. */
function characterBefore(text: string, at: number): string {
  const pair = String.fromCodePoint(text.codePointAt(at - 2) ?? 0);
  return at > 1 && pair.length === 2 ? pair : text.slice(Math.max(0, at - 1), at);
}

const isInWord = (text: string, at: number): boolean => wordLike.test(text.slice(at, at + 2));

/** Whether the text at this position stands alone. An escaped line break ends in a letter that belongs to no word. */
function standsAlone(text: string, at: number, needle: string): boolean {
  if (isInWord(needle, 0)) {
    const isEscape = /\\[nrt]/.test(text.slice(Math.max(0, at - 2), at));
    if (!isEscape && wordLike.test(characterBefore(text, at))) return false;
  }
  const last = characterBefore(needle, needle.length);
  return !(wordLike.test(last) && isInWord(text, at + needle.length));
}

/** For each prefix of a text, the length of its longest border (Knuth, Morris and Pratt's table). */
function bordersOf(needle: string): Uint32Array {
  const borders = new Uint32Array(needle.length);
  for (let at = 1, length = 0; at < needle.length; at += 1) {
    while (length > 0 && needle[at] !== needle[length]) length = borders[length - 1] ?? 0;
    if (needle[at] === needle[length]) length += 1;
    borders[at] = length;
  }
  return borders;
}

/** Finds a needle's places from left to right, in linear time, whatever the two texts are. */
function createFinder(text: string, { text: needle, isPart }: Needle) {
  const borders = bordersOf(needle);
  let [at, length] = [0, 0];
  /** @returns the next place not before `from`; undefined if there is none. */
  return (from: number): number | undefined => {
    for (; at < text.length; at += 1) {
      while (length > 0 && (length === needle.length || text[at] !== needle[length]))
        length = borders[length - 1] ?? 0;
      if (text[at] === needle[length]) length += 1;
      const start = at + 1 - needle.length;
      if (length < needle.length || start < from) continue;
      if (isPart && !standsAlone(text, start, needle)) continue;
      at += 1;
      return start;
    }
    return undefined;
  };
}

interface Match {
  readonly start: number;
  readonly needle: Needle;
}

/** The places of needles from left to right, without overlaps; at the same place, the first needle wins. */
function* matchesOf(text: string, needles: readonly Needle[]): Generator<Match> {
  const finders = needles
    .filter((needle) => text.includes(needle.text))
    .map((needle) => {
      const next = createFinder(text, needle);
      return { needle, next, start: next(0) };
    });
  for (;;) {
    let first: Match | undefined;
    for (const { needle, start } of finders)
      if (start !== undefined && (!first || start < first.start)) first = { needle, start };
    if (!first) return;
    yield first;
    const end = first.start + first.needle.text.length;
    for (const finder of finders)
      if (finder.start !== undefined && finder.start < end) finder.start = finder.next(end);
  }
}

function replaceFolded(folding: TextNormalizer, text: string, needles: readonly Needle[]): string {
  const folded = folding.normalizeWithPositions(text);
  let done = 0;
  let scrubbed = '';
  for (const { start, needle } of matchesOf(folded.text, needles)) {
    const from = Math.max(folded.from[start] ?? 0, done);
    scrubbed += text.slice(done, from) + needle.pseudonym;
    done = folded.to[start + needle.text.length - 1] ?? from;
  }
  return scrubbed + text.slice(done);
}

/**
 * Replaces each cleartext, in any ordinary spelling, by its pseudonym, in one pass so that no pseudonym is searched in
 * turn.
 */
export function createScrub(
  folding: TextNormalizer,
  found: readonly { readonly value: string; readonly pseudonym: string }[],
): (text: string) => string {
  const needles = found
    .flatMap(({ value, pseudonym }) => needlesOf(folding, value, pseudonym))
    .sort((a, b) => b.text.length - a.text.length);
  return (text) => {
    const folded = folding.normalize(text);
    if (!needles.some((needle) => folded.includes(needle.text))) return text;
    return replaceFolded(folding, text, needles);
  };
}
