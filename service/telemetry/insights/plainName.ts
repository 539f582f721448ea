/** The name of a class, a module or a code; no sentence and no web address matches it. */
const nameShape = /^[\w$.+/-]{1,120}$/;
/** A hashed account, an ID or a key. */
const longHex = /[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}/i;

/**
 * Such a name is text that a client chose. Only a plain name is shown to everyone or sent in an alert, so that nobody
 * can put words there by sending them.
 */
export const plainName = (text: string): string | null =>
  nameShape.test(text) && !longHex.test(text) && !text.includes('//') ? text : null;
