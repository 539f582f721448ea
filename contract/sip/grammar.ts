/*
 * RFC 3261, section 25.1: which characters may stand where. Each pattern is one class, or one class and
 * escapes, so that none can backtrack.
 */

/** What stands for itself, escaped or not, wherever a URI's text may be (RFC 3261, section 19.1.4). */
const unreserved = "A-Za-z0-9\\-_.!~*'()";

const escapable = (letters: string): RegExp =>
  new RegExp(`^(?:[${unreserved}${letters}]|%[0-9A-Fa-f]{2})+$`);

export const isUser = (text: string): boolean => escapable('&=+$,;?/').test(text);
export const isPassword = (text: string): boolean => text === '' || escapable('&=+$,').test(text);
export const isUriParameter = (text: string): boolean => escapable('[\\]/:&+$').test(text);
export const isUriHeader = (text: string): boolean => escapable('[\\]/?:+$').test(text);
export const isToken = (text: string): boolean => /^[A-Za-z0-9\-.!%*_+`'~]+$/.test(text);

/** What a parameter's value may be without quotes: a token or a host, IPv6 with or without brackets. */
export const isBareValue = (text: string): boolean => /^[A-Za-z0-9\-.!%*_+`'~[\]:]+$/.test(text);

/** A URI of whatever scheme holds no blank, bracket, quote or letter beyond ASCII (RFC 3986). */
export const isUriText = (text: string): boolean => /^[!#-;=?-Z[\]_a-z~%]+$/.test(text);

/** Escapes without need are undone, the others written in upper case: equal texts become the same. */
export const normalEscapes = (text: string): string =>
  text.replaceAll(/%[0-9A-Fa-f]{2}/g, (escape) => {
    const letter = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /^[A-Za-z0-9\-_.!~*'()]$/.test(letter) ? letter : escape.toUpperCase();
  });
