import type { Parsed } from '../envelope.ts';
import { isBareValue, isToken } from './grammar.ts';
import { parseUri, type Uri } from './uri.ts';

/** By name in lower case; undefined is the value of one without `=`. */
export type Parameters = ReadonlyMap<string, string | undefined>;

/** What From, To, Contact, Route and their like hold (RFC 3261, section 20.10). */
export interface NameAddr {
  /** Without its quotes; empty if there is none. */
  readonly displayName: string;
  readonly uri: Uri;
  /** The URI as it was written, without its brackets. */
  readonly uriText: string;
  /** The header's own, not the URI's. */
  readonly parameters: Parameters;
}

const problem = (text: string) => ({ ok: false, problem: text }) as const;

/** The position after a quoted string that starts at `start`; beyond the text if it does not end. */
export function quotedEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** What is within the quotes, its escapes undone (RFC 3261, section 25.1, quoted-pair). */
export const unquote = (quoted: string): string =>
  quoted.slice(1, -1).replaceAll(/\\([\s\S])/g, (_, letter: string) => letter);

/** Splits at a character outside quotes and, if asked to, outside brackets. */
function splitAt(text: string, separator: string, brackets: boolean): string[] {
  const parts: string[] = [];
  let [start, at, bracketed] = [0, 0, false];
  while (at < text.length) {
    const letter = text[at];
    if (letter === '"' && !bracketed) {
      at = quotedEnd(text, at);
      continue;
    }
    if (brackets && letter === '<') bracketed = true;
    else if (letter === '>') bracketed = false;
    else if (letter === separator && !bracketed) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
    at += 1;
  }
  return [...parts, text.slice(start)];
}

/** The comma-separated items of a header that may contain several (RFC 3261, section 7.3.1). */
export const splitList = (text: string): string[] =>
  splitAt(text, ',', true).map((item) => item.trim());

/** Reads `;name`, `;name=value` and `;name="value"` to the end of the text, with blanks allowed around each. */
export function parseParameters(text: string): Parsed<Parameters> {
  const parameters = new Map<string, string | undefined>();
  if (text.trim() === '') return { ok: true, value: parameters };
  const [before = '', ...parts] = splitAt(text, ';', false);
  if (before.trim() !== '') return problem('something stands where only parameters may');
  for (const part of parts) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    const written = equals < 0 ? undefined : part.slice(equals + 1).trim();
    const isQuoted = written?.startsWith('"') === true && quotedEnd(written, 0) === written.length;
    if (!isToken(name) || (written !== undefined && !isQuoted && !isBareValue(written)))
      return problem('a parameter is not understood');
    if (parameters.has(name)) return problem(`the parameter ${name} is given twice`);
    parameters.set(name, isQuoted ? unquote(written) : written);
  }
  return { ok: true, value: parameters };
}

/** The positions of an address's parts in its text. */
export interface AddressPlace {
  readonly displayName: string;
  /** The URI's, without its brackets. */
  readonly start: number;
  readonly end: number;
  /** Where its own parameters begin: after the brackets, if there are any. */
  readonly parametersStart: number;
}

/**
 * The end of a URI without brackets: what follows a `;` belongs to the header (RFC 3261, section 20.10). A telephone
 * number's own parameters, which belong in brackets, are recognized by the `@` after them.
 */
function bareEnd(text: string): number {
  const quote = text.indexOf('"');
  const at = text.slice(0, quote < 0 ? text.length : quote).indexOf('@');
  const semicolon = text.indexOf(';', Math.max(at, 0));
  return semicolon < 0 ? text.length : semicolon;
}

/**
 * Finds the URI of a name-addr or addr-spec (RFC 3261, section 20.10), without parsing the URI itself.
 * @param text without surrounding blanks.
 * @returns undefined if it is neither.
 */
export function placeOfUri(text: string): AddressPlace | undefined {
  const isQuoted = text.startsWith('"');
  const nameEnd = isQuoted ? quotedEnd(text, 0) : 0;
  const open = text.indexOf('<', nameEnd);
  const between = text.slice(nameEnd, open < 0 ? text.length : open);
  // A bracket after one of a URI's or a parameter's separators belongs to a parameter.
  if (open >= 0 && !/[:;,"<>]/.test(between) && (!isQuoted || between.trim() === '')) {
    const close = text.indexOf('>', open);
    if (close < 0) return undefined;
    const displayName = isQuoted ? unquote(text.slice(0, nameEnd)) : between.trim();
    return { displayName, start: open + 1, end: close, parametersStart: close + 1 };
  }
  if (isQuoted) return undefined;
  const parametersStart = bareEnd(text);
  const end = text.slice(0, parametersStart).trimEnd().length;
  // RFC 3261, section 20: a URI that contains one of these must be in brackets.
  if (/[,?]/.test(text.slice(0, end))) return undefined;
  return { displayName: '', start: 0, end, parametersStart };
}

/** Reads one name-addr or addr-spec with its parameters, such as `"Bob <desk>" <sip:bob@dev.invalid>;q=1`. */
export function parseNameAddr(text: string): Parsed<NameAddr> {
  const trimmed = text.trim();
  const place = placeOfUri(trimmed);
  if (!place) return problem('no address, with or without a name');
  const uriText = trimmed.slice(place.start, place.end);
  const uri = parseUri(uriText);
  if (!uri.ok) return uri;
  const parameters = parseParameters(trimmed.slice(place.parametersStart));
  if (!parameters.ok) return parameters;
  const { displayName } = place;
  return {
    ok: true,
    value: { displayName, uriText, uri: uri.value, parameters: parameters.value },
  };
}

/** Reads a list of them, as in Contact or Route; one that can't be read is left out. */
export const parseNameAddrs = (text: string): Parsed<NameAddr>[] =>
  splitList(text).map(parseNameAddr);
