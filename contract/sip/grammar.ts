/*
 * RFC 3261, section 25.1: which characters may stand where. Each pattern is one class, or one class and
 * escapes, so that none can backtrack.
 */

/*
 * In a URI, letters, digits and `-_.!~*'()` stand for themselves wherever text may be (section 19.1.4), and `%` with
 * two digits for any character; what else may, each part says.
 */
export const isUser = (text: string): boolean =>
  /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+$/.test(text);
export const isPassword = (text: string): boolean =>
  /^(?:[A-Za-z0-9\-_.!~*'()&=+$,]|%[0-9A-Fa-f]{2})*$/.test(text);
export const isUriParameter = (text: string): boolean =>
  /^(?:[A-Za-z0-9\-_.!~*'()[\]/:&+$]|%[0-9A-Fa-f]{2})+$/.test(text);
export const isUriHeader = (text: string): boolean =>
  /^(?:[A-Za-z0-9\-_.!~*'()[\]/?:+$]|%[0-9A-Fa-f]{2})+$/.test(text);
export const isToken = (text: string): boolean => /^[A-Za-z0-9\-.!%*_+`'~]+$/.test(text);

/** A parameter's value without quotes: a token or a host, IPv6 with or without brackets. */
export const isBareValue = (text: string): boolean => /^[A-Za-z0-9\-.!%*_+`'~[\]:]+$/.test(text);

/** A URI of any scheme contains no blank, bracket, quote or non-ASCII letter (RFC 3986). */
export const isUriText = (text: string): boolean => /^[!#-;=?-Z[\]_a-z~%]+$/.test(text);

/** Undoes unneeded escapes, and writes the others in upper case: equal texts become identical. */
export const normalEscapes = (text: string): string =>
  text.replaceAll(/%[0-9A-Fa-f]{2}/g, (escape) => {
    const letter = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /^[A-Za-z0-9\-_.!~*'()]$/.test(letter) ? letter : escape.toUpperCase();
  });
