/** Is given each replacement in a text, from left to right. */
export type Take = (from: number, end: number, stands: string) => void;

/** From Unicode's Stream-Safe Text Format (UAX #15, section 13): reordering more marks takes quadratic time. */
const mostMarks = 30;

const [firstJamo, firstVowel, lastJamo] = [0x1100, 0x1160, 0x11ff];
const [voiced, halfVoiced] = [0xff9e, 0xff9f];

const isVoicing = (code: number): boolean => code === voiced || code === halfVoiced;
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
/** Surrogates and Jamo are read together with what follows them, never alone. */
const isItself = (code: number): boolean =>
  !isSurrogate(code) && (code < firstJamo || code > lastJamo);

/** Letters beyond ASCII, and letters with marks, each as NFKC and lower case spell it. */
export function createLetters() {
  // Looked up once per character, since every character is asked about: 1 is a mark, 2 is not.
  const marks = new Uint8Array(0x10000);
  const alone: (string | undefined)[] = [];
  // Likewise: 1 stands for itself, 2 does not, or not always.
  const plain = new Uint8Array(0x10000);
  const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

  const isMark = (code: number): boolean => {
    if (code < 0x300) return false;
    marks[code] ||= /\p{M}/u.test(String.fromCharCode(code)) ? 1 : 2;
    return marks[code] === 1;
  };
  const isPlain = (code: number): boolean => {
    plain[code] ||=
      isItself(code) && normal(String.fromCharCode(code)) === String.fromCharCode(code) ? 1 : 2;
    return plain[code] === 1;
  };
  const endOfMarks = (text: string, at: number): number => {
    let end = at;
    for (let count = 0; count < mostMarks && end < text.length; count += 1) {
      const point = text.codePointAt(end) ?? 0;
      const isOne =
        point > 0xffff
          ? /\p{M}/u.test(String.fromCodePoint(point))
          : isMark(point) || isVoicing(point);
      if (!isOne) break;
      end += point > 0xffff ? 2 : 1;
    }
    return end;
  };
  /** Leading consonants followed by vowels form syllables; if no vowels follow, `end` equals `lead`. */
  const endOfSyllables = (text: string, at: number): { lead: number; end: number } => {
    const isWithin = (index: number, first: number, end: number): boolean => {
      const code = text.charCodeAt(index);
      return code >= first && code < end;
    };
    let lead = at;
    while (isWithin(lead, firstJamo, firstVowel)) lead += 1;
    let end = lead;
    while (isWithin(end, firstVowel, lastJamo + 1)) end += 1;
    return { lead, end };
  };

  const takeLetter = (text: string, at: number, take: Take): number => {
    const point = text.codePointAt(at) ?? 0;
    const next = at + (point > 0xffff ? 2 : 1);
    const end = endOfMarks(text, next);
    const stands =
      end > at + 1 ? normal(text.slice(at, end)) : (alone[point] ??= normal(text.charAt(at)));
    take(at, end, stands);
    return end;
  };
  return {
    isMark,
    /** Whether a character beyond ASCII stands for itself, whatever is around it. */
    isPlainAt(text: string, at: number): boolean {
      const next = text.charCodeAt(at + 1);
      const isAlone = Number.isNaN(next) || !(isMark(next) || isSurrogate(next) || isVoicing(next));
      return isAlone && isPlain(text.charCodeAt(at));
    },
    take(text: string, at: number, take: Take): number {
      const code = text.charCodeAt(at);
      if (code < firstJamo || code >= firstVowel) return takeLetter(text, at, take);
      const { lead, end } = endOfSyllables(text, at);
      if (end > lead) {
        take(at, end, normal(text.slice(at, end)));
        return end;
      }
      // All at once: searching from each of them for a vowel that is not there would take quadratic time.
      let done = at;
      while (done < lead) done = takeLetter(text, done, take);
      return done;
    },
  };
}
