/** From the first letter or digit to the last: punctuation around a name varies. */
const core = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su;
const words = /[\p{L}\p{N}]+/gu;
const wordBefore = /^[\p{L}\p{N}]+/u;
const goesOn = /[\p{L}\p{N}]/u;

/** The names that begin with one word. */
interface Beginning {
  readonly names: Set<string>;
  /** The lengths of these names in UTF-16 code units, longest first. */
  lengths: readonly number[];
}

function beginningsOf(names: readonly string[]): ReadonlyMap<string, Beginning> {
  const found = new Map<string, Beginning>();
  for (const name of names) {
    const text = core.exec(name)?.[0].toLowerCase() ?? '';
    const first = wordBefore.exec(text)?.[0];
    if (first === undefined || text.length < 2) continue;
    const beginning = found.get(first) ?? { names: new Set<string>(), lengths: [] };
    found.set(first, beginning);
    beginning.names.add(text);
    if (!beginning.lengths.includes(text.length))
      beginning.lengths = [...beginning.lengths, text.length].sort((a, b) => b - a);
  }
  return found;
}

/**
 * Creates what replaces people's names as whole words, ignoring case. A text is passed through once, however many
 * people an organisation has.
 */
export function createNameScrub(
  names: readonly string[],
  instead: string,
): (text: string) => string {
  const beginnings = beginningsOf(names);
  if (beginnings.size === 0) return (text) => text;

  /** @returns the end of the longest name that begins there; undefined if none does. */
  const endOfName = (text: string, at: number, word: string): number | undefined => {
    const beginning = beginnings.get(word.toLowerCase());
    const length = beginning?.lengths.find(
      (one) =>
        beginning.names.has(text.slice(at, at + one).toLowerCase()) &&
        !goesOn.test(String.fromCodePoint(text.codePointAt(at + one) ?? 0)),
    );
    return length === undefined ? undefined : at + length;
  };
  return (text) => {
    let [scrubbed, end] = ['', 0];
    for (const { 0: word, index } of text.matchAll(words)) {
      const nameEnd = index < end ? undefined : endOfName(text, index, word);
      if (nameEnd === undefined) continue;
      scrubbed += text.slice(end, index) + instead;
      end = nameEnd;
    }
    return scrubbed + text.slice(end);
  };
}
