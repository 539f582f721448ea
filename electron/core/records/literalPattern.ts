/*
 * The only place that makes a pattern of a text, since lint can check literals alone: each character of the text stands
 * for itself. `literalPattern.test.ts` has what comes out checked.
 */
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds a text wherever it occurs, ignoring case. */
export const patternOf = (text: string): RegExp => new RegExp(escape(text), 'gi');

/** Finds a text as a whole word, ignoring case. */
export const wordOf = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escape(text)}(?![\\p{L}\\p{N}])`, 'giu');
