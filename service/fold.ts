/** What can stand for other characters: escapes, entities, blanks, and letters beyond ASCII with their marks. */
const token = new RegExp(
  [
    String.raw`\\+u(?:d[89ab][\da-f]{2}\\+ud[c-f][\da-f]{2}|[\da-f]{4})`,
    String.raw`\\+["'/]`,
    String.raw`\\{2,}`,
    '%[0-7][0-9a-f]',
    '%[cd][0-9a-f]%[89ab][0-9a-f]',
    '%e[0-9a-f](?:%[89ab][0-9a-f]){2}',
    '%f[0-7](?:%[89ab][0-9a-f]){3}',
    String.raw`&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});`,
    String.raw`[\s+]{2,}|[^\S ]|\+`,
    String.raw`[a-z]\p{M}+`,
    String.raw`[\u1100-\u115f]+[\u1160-\u11ff]+`,
    String.raw`[^\0-\x7f][\p{M}\uff9e\uff9f]*`,
  ].join('|'),
  'giu',
);

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function entity(text: string): string {
  const name = text.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return entities[name] ?? text;
  const point = name.startsWith('#x')
    ? Number.parseInt(name.slice(2), 16)
    : Number.parseInt(name.slice(1), 10);
  return point <= 0x10ffff ? String.fromCodePoint(point) : text;
}

function unescaped(text: string): string {
  const units = text.match(/u[\da-f]{4}/gi);
  if (units) return String.fromCharCode(...units.map((unit) => Number.parseInt(unit.slice(1), 16)));
  return text.slice(-1);
}

/** What one token stands for. */
function meaning(text: string): string {
  switch (text.charAt(0)) {
    case '\\':
      return unescaped(text);
    case '%':
      return Buffer.from(text.replaceAll('%', ''), 'hex').toString('utf8');
    case '&':
      return entity(text);
    default:
      return /^[\s+]/.test(text) ? ' ' : text.normalize('NFKC').toLowerCase();
  }
}

// A log line inside JSON inside a URL is three deep; more would let a long text cost much.
const rounds = 4;

/** One spelling for all the ordinary ones of a text: decoded, NFKC, lower case, single spaces. */
export function fold(text: string): string {
  let folded = text;
  for (let round = 0; round < rounds; round++) {
    const next = folded.replace(token, meaning);
    if (next === folded) break;
    folded = next;
  }
  return folded.toLowerCase();
}

export interface Folded {
  readonly text: string;
  /** Where in the original each code unit of the folded text begins and ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function foldRound({ text, from, to }: Folded): Folded {
  const next = { text: '', from: [] as number[], to: [] as number[] };
  let done = 0;
  const copyUntil = (end: number): void => {
    for (let at = done; at < end; at++) {
      next.from.push(from[at] ?? 0);
      next.to.push(to[at] ?? 0);
    }
    next.text += text.slice(done, end);
  };
  for (const { 0: found, index } of text.matchAll(token)) {
    copyUntil(index);
    done = index + found.length;
    const stands = meaning(found);
    for (let unit = 0; unit < stands.length; unit++) {
      next.from.push(from[index] ?? 0);
      next.to.push(to[done - 1] ?? 0);
    }
    next.text += stands;
  }
  copyUntil(text.length);
  return next;
}

/** Folds a text, and keeps where everything stood. */
export function foldWithPlaces(text: string): Folded {
  const from = Array.from({ length: text.length }, (_, index) => index);
  let folded: Folded = { text, from, to: from.map((index) => index + 1) };
  for (let round = 0; round < rounds; round++) {
    const next = foldRound(folded);
    if (next.text === folded.text) break;
    folded = next;
  }
  return { ...folded, text: folded.text.toLowerCase() };
}
