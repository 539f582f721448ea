import { isUser, normalEscapes } from './grammar.ts';

/** Escapes of bytes beyond ASCII, which make letters together. */
const foreignEscapes = /(?:%[89A-F][0-9A-F])+/g;

/** Letters that can't be seen, which a person has pasted and not meant. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
export const hasUnseen = (text: string): boolean => unseen.test(text);

const escapedLetter = (letter: string): string =>
  letter === '%' || isUser(letter) ? letter : encodeURIComponent(letter);

/** Letters beyond ASCII in one spelling, whoever wrote them; bytes that make no UTF-8 stay as they are. */
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
 * The user part of a SIP URI, with whatever it may not hold escaped (RFC 3261, section 25.1). What is an escape already
 * stays one; any other `%` means itself.
 * @param text as a person writes it, well formed. @returns escapes in upper case, and none without need.
 */
export const escapeUser = (text: string): string =>
  normalEscapes(Array.from(text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25'), escapedLetter).join(''));

/**
 * A user part by which an account is known, whose letters' case does not count: in lower case, its escapes too.
 * @param user as {@link escapeUser} or the parser gives it.
 */
export const accountUser = (user: string): string =>
  user.replaceAll(foreignEscapes, inOneSpelling).toLowerCase();
