import { parseParameters, type Parameters } from '../../contract/sip/nameAddr.ts';

/**
 * The headers of a MIME entity or a CPIM message, by name in lower case; of several with the same name the first
 * counts.
 */
export type EntityHeaders = ReadonlyMap<string, string>;

export interface MediaType {
  /** Such as `text/plain`, in lower case. */
  readonly type: string;
  readonly parameters: Parameters;
}

const lineBreak = /\r\n|\n|\r/g;

/** Reads a media type (RFC 3261, section 25.1, media-type); undefined if it is not valid. */
export function parseMediaType(text: string): MediaType | undefined {
  const semicolon = text.indexOf(';');
  const end = semicolon < 0 ? text.length : semicolon;
  const type = text.slice(0, end).replaceAll(/[ \t]/g, '').toLowerCase();
  if (!/^[\w!#$&^.+*%'`~-]+\/[\w!#$&^.+*%'`~-]+$/.test(type)) return undefined;
  const parameters = parseParameters(text.slice(end));
  // An unreadable parameter does not change the type.
  return { type, parameters: parameters.ok ? parameters.value : new Map() };
}

/**
 * Separates the headers at the beginning of a text from the rest, at the empty line after them (RFC 3862, section 2.1,
 * and RFC 2045, section 3). A line of another form is ignored; lines may end in LF only, and be continued as in mail.
 * @returns the headers and what follows them; undefined if there is no empty line.
 */
export function splitHeaders(
  text: string,
): { readonly headers: EntityHeaders; readonly rest: string } | undefined {
  const headers = new Map<string, string>();
  let name: string | undefined;
  let start = 0;
  for (const { index, 0: written } of text.matchAll(lineBreak)) {
    const line = text.slice(start, index);
    start = index + written.length;
    if (line === '') return { headers, rest: text.slice(start) };
    if (/^[ \t]/.test(line)) {
      if (name !== undefined) headers.set(name, `${headers.get(name) ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const found = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    name = found === '' || headers.has(found) ? undefined : found;
    if (name !== undefined) headers.set(name, line.slice(colon + 1).trim());
  }
  return undefined;
}

/** The parts between boundaries (RFC 2046, section 5.1.1), each without the line break before the next boundary. */
export function splitParts(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let [start, lineStart] = [-1, 0];
  /** @returns whether the last part ended there. */
  const endLine = (end: number, next: number): boolean => {
    const line = body.slice(lineStart, end).trimEnd();
    const isLast = line === `--${boundary}--`;
    if (isLast || line === `--${boundary}`) {
      if (start >= 0) parts.push(body.slice(start, lineStart).replace(/(?:\r\n|\n|\r)$/, ''));
      start = next;
    }
    lineStart = next;
    return isLast;
  };
  for (const { index, 0: written } of body.matchAll(lineBreak))
    if (endLine(index, index + written.length)) return parts;
  endLine(body.length, body.length);
  return parts;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);

/**
 * Quoted-printable (RFC 2045, section 6.7): soft breaks join lines, blanks at the end of a line were added on the way,
 * and `=XX` is a byte. A letter that should have been encoded came as text, and is not a byte of the charset.
 */
const unquoted = (text: string, decoder: TextDecoder): string =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd())
    .join('\r\n')
    .replaceAll('=\r\n', '')
    .replaceAll(/(?:=[0-9A-Fa-f]{2}|\p{ASCII})+/gu, (run) =>
      decoder.decode(
        bytesOf(
          run.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          ),
        ),
      ),
    );

/**
 * The text of a body (RFC 2045, section 6). If it is not encoded, it already came as text, whatever its charset was.
 * @returns undefined if its encoding or its charset is unknown.
 */
export function decodeText(
  body: string,
  encoding: string | undefined,
  charset: string | undefined,
): string | undefined {
  // RFC 2045, section 6.1: one token, which a comment may follow.
  const name = encoding?.split(/[\s(;]/, 1)[0]?.toLowerCase() ?? '8bit';
  if (['7bit', '8bit', 'binary', ''].includes(name)) return body;
  try {
    const decoder = new TextDecoder(charset ?? 'utf-8');
    // Anything but base64 digits, padding included, is ignored (RFC 2045, section 6.8).
    if (name === 'base64')
      return decoder.decode(bytesOf(atob(body.replaceAll(/[^A-Za-z0-9+/]/g, ''))));
    return name === 'quoted-printable' ? unquoted(body, decoder) : undefined;
  } catch {
    // There is no such charset, or base64 has no such length.
    return undefined;
  }
}
