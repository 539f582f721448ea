/*
 * The only place that makes a pattern of a text, since lint can check literals alone: each character of the text stands
 * for itself. `literalPattern.test.ts` has what comes out checked.
 */
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds a text wherever it stands, in capitals or not. */
export const patternOf = (text: string): RegExp => new RegExp(escape(text), 'gi');

/** Finds a text where it is no part of a longer word, in capitals or not. */
export const wordOf = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escape(text)}(?![\\p{L}\\p{N}])`, 'giu');
