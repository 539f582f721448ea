import { createLetters, type Take } from './letters.ts';

/** The normal spelling of a text, and where in the text each of its code units begins and ends. */
export interface NormalizedText {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export interface TextNormalizer {
  /** Reduces all ordinary spellings of a text to one: decoded, NFKC, lower case, single spaces. */
  readonly normalize: (text: string) => string;
  /** Normalizes a text, and keeps the original position of everything. */
  readonly normalizeWithPositions: (text: string) => NormalizedText;
}

// A log line inside JSON inside a URL is three levels deep; more would make long texts expensive.
const rounds = 4;

const [backslash, percent, ampersand, plus, space] = [0x5c, 0x25, 0x26, 0x2b, 0x20];

// Each matches at a given position, and none reads further than its longest match.
const escapedUnit = /u[\da-f]{4}/iy;
const escapedByte =
  /%(?:[0-7][\da-f]|[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-7](?:%[89ab][\da-f]){3})/iy;
const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/iy;

function read(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

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

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

/** ECMAScript's WhiteSpace and LineTerminator. */
const isBlankBeyondAscii = (code: number): boolean =>
  code === 0xa0 ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0xfeff;

const isBlank = (code: number): boolean =>
  code === plus ||
  code === space ||
  (code >= 0x09 && code <= 0x0d) ||
  (code > 0x7f && isBlankBeyondAscii(code));

/** Backslashes that escape a UTF-16 unit, a quote or a slash, or each other. */
function takeBackslashes(text: string, at: number, take: Take): number {
  let end = at + 1;
  while (text.charCodeAt(end) === backslash) end += 1;
  const unit = read(escapedUnit, text, end);
  if (unit !== undefined) {
    take(at, end + unit.length, String.fromCharCode(Number.parseInt(unit.slice(1), 16)));
    return end + unit.length;
  }
  const next = text.charAt(end);
  if (next === '"' || next === "'" || next === '/') {
    take(at, end + 1, next);
    return end + 1;
  }
  if (end > at + 1) take(at, end, '\\');
  return end;
}

function takeBlanks(text: string, at: number, take: Take): number {
  let end = at + 1;
  while (end < text.length && isBlank(text.charCodeAt(end))) end += 1;
  if (end > at + 1 || text.charCodeAt(at) !== space) take(at, end, ' ');
  return end;
}

function takeDecoded(pattern: RegExp, text: string, at: number, take: Take): number {
  const found = read(pattern, text, at);
  if (found === undefined) return at + 1;
  const stands = found.startsWith('%')
    ? Buffer.from(found.replaceAll('%', ''), 'hex').toString('utf8')
    : entity(found);
  take(at, at + found.length, stands);
  return at + found.length;
}

/** Creates a normalizer of texts, each in linear time. */
export function createTextNormalizer(): TextNormalizer {
  const letters = createLetters();

  const scan = (text: string, take: Take): void => {
    for (let at = 0; at < text.length;) {
      const code = text.charCodeAt(at);
      if (isBlank(code)) at = takeBlanks(text, at, take);
      else if (code > 0x7f)
        at = letters.isPlainAt(text, at) ? at + 1 : letters.take(text, at, take);
      else if (code === backslash) at = takeBackslashes(text, at, take);
      else if (code === percent) at = takeDecoded(escapedByte, text, at, take);
      else if (code === ampersand) at = takeDecoded(reference, text, at, take);
      else if (isLetter(code) && letters.isMark(text.charCodeAt(at + 1)))
        at = letters.take(text, at, take);
      else at += 1;
    }
  };

  const normalizeOnce = (text: string): string => {
    let [folded, done] = ['', 0];
    scan(text, (from, end, stands) => {
      if (end - from === stands.length && text.startsWith(stands, from)) return;
      folded += text.slice(done, from) + stands;
      done = end;
    });
    return done === 0 ? text : folded + text.slice(done);
  };

  const normalizePositionsOnce = ({ text, from, to }: NormalizedText): NormalizedText => {
    const next = { text: '', from: [] as number[], to: [] as number[] };
    let done = 0;
    const copyUntil = (end: number): void => {
      for (let at = done; at < end; at++) {
        next.from.push(from[at] ?? 0);
        next.to.push(to[at] ?? 0);
      }
      next.text += text.slice(done, end);
    };
    scan(text, (first, end, stands) => {
      copyUntil(first);
      done = end;
      for (let unit = 0; unit < stands.length; unit++) {
        next.from.push(from[first] ?? 0);
        next.to.push(to[end - 1] ?? 0);
      }
      next.text += stands;
    });
    copyUntil(text.length);
    return next;
  };

  return {
    normalize(text) {
      let folded = text;
      for (let round = 0; round < rounds; round++) {
        const next = normalizeOnce(folded);
        if (next === folded) break;
        folded = next;
      }
      return folded.toLowerCase();
    },
    normalizeWithPositions(text) {
      const from = Array.from({ length: text.length }, (_, index) => index);
      let folded: NormalizedText = { text, from, to: from.map((index) => index + 1) };
      for (let round = 0; round < rounds; round++) {
        const next = normalizePositionsOnce(folded);
        if (next.text === folded.text) break;
        folded = next;
      }
      return { ...folded, text: folded.text.toLowerCase() };
    },
  };
}
