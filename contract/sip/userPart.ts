import { isUser, normalEscapes } from './grammar.ts';

/** Escapes of non-ASCII bytes, which together form letters. */
const foreignEscapes = /(?:%[89A-F][0-9A-F])+/g;

/** Invisible characters, which a person has pasted unintentionally. */
const invisible = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
export const hasInvisible = (text: string): boolean => invisible.test(text);

const escapedLetter = (letter: string): string =>
  letter === '%' || isUser(letter) ? letter : encodeURIComponent(letter);

/** Normalizes non-ASCII letters; bytes that are not UTF-8 stay as they are. */
function inOneSpelling(escapes: string): string {
  try {
    const letters = decodeURIComponent(escapes).normalize('NFKC').toLowerCase();
    return Array.from(letters, escapedLetter)
      .join('')
      .replaceAll(/%(?![0-9A-F]{2})/g, '%25');
  } catch {
    return escapes;
  }
}

/**
 * The user part of a SIP URI, with every forbidden character escaped (RFC 3261, section 25.1). An existing escape
 * stays one; any other `%` stands for itself.
 * @param text as a person writes it, well formed.
 * @returns escapes in upper case, and none that are unneeded.
 */
export const escapeUser = (text: string): string =>
  normalEscapes(Array.from(text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25'), escapedLetter).join(''));

/**
 * The user part by which an account is known, which is case-insensitive: in lower case, including its escapes.
 * @param user as {@link escapeUser} or the parser gives it.
 */
export const accountUser = (user: string): string =>
  user.replaceAll(foreignEscapes, inOneSpelling).toLowerCase();
