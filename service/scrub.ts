import { fold, foldWithPlaces } from './fold.ts';

interface Needle {
  readonly text: string;
  readonly pseudonym: string;
  /** A part of an account can be an ordinary word's part too, so it must stand alone. */
  readonly isPart: boolean;
}

// Fewer characters are found everywhere, and tell little.
const shortest = 3;

function needlesOf(value: string, pseudonym: string): Needle[] {
  const whole = fold(value.toWellFormed()).trim();
  const bare = whole.replace(/^sips?:/, '');
  const account = bare.replace(/[;?].*$/s, '');
  const name = account.slice(account.lastIndexOf('\\') + 1);
  const wholes = new Set([whole, bare, account]);
  const parts = new Set([name, name.replace(/@.*$/s, '')].filter((part) => !wholes.has(part)));
  const needle = (isPart: boolean) => (text: string) => ({ text: text.trim(), pseudonym, isPart });
  return [...[...wholes].map(needle(false)), ...[...parts].map(needle(true))].filter(
    ({ text }) => text.length >= shortest,
  );
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

// Only scripts that part their words have an edge to look for.
const wordLike = String.raw`[\p{sc=Latin}\p{N}]`;
const startsWord = new RegExp(`^${wordLike}`, 'u');
const endsWord = new RegExp(`${wordLike}$`, 'u');

function sourceOf({ text, isPart }: Needle): string {
  const source = `(${escaped(text)})`;
  if (!isPart) return source;
  // An escaped line break ends in a letter that belongs to no word.
  const before = startsWord.test(text) ? String.raw`(?<=^|\P{sc=Latin}(?<!\p{N})|\\[nrt])` : '';
  return before + source + (endsWord.test(text) ? `(?!${wordLike})` : '');
}

function replaceFolded(text: string, pattern: RegExp, needles: readonly Needle[]): string {
  const folded = foldWithPlaces(text);
  let done = 0;
  let scrubbed = '';
  for (const match of folded.text.matchAll(pattern)) {
    const which = match.slice(1).findIndex(Boolean);
    const from = Math.max(folded.from[match.index] ?? 0, done);
    scrubbed += text.slice(done, from) + (needles[which]?.pseudonym ?? '');
    done = folded.to[match.index + match[0].length - 1] ?? from;
  }
  return scrubbed + text.slice(done);
}

/**
 * Puts each pseudonym where its cleartext stands, in any ordinary spelling,
 * in one pass so that no pseudonym is searched in turn.
 */
export function createScrub(
  found: readonly { readonly value: string; readonly pseudonym: string }[],
): (text: string) => string {
  const needles = found
    .flatMap(({ value, pseudonym }) => needlesOf(value, pseudonym))
    .sort((a, b) => b.text.length - a.text.length);
  let pattern: RegExp | undefined;
  return (text) => {
    const folded = fold(text);
    if (!needles.some((needle) => folded.includes(needle.text))) return text;
    pattern ??= new RegExp(needles.map(sourceOf).join('|'), 'gu');
    return replaceFolded(text, pattern, needles);
  };
}
