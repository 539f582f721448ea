/**
 * Limits of a SIP message's headers, before any grammar reads them. In UTF-16 units, except `lines`, `values` and
 * `emptyLines`.
 */
export const sipBounds = {
  /** Of the start line, and of one header with the lines that continue it. */
  line: 8 * 1024,
  /** Of all headers together. */
  headers: 32 * 1024,
  lines: 200,
  /**
   * Values of one header with a list, over however many lines: by RFC 3261, section 8.1.1.6, nothing goes over more
   * hops.
   */
  values: 70,
  /** Empty lines before the start line. */
  emptyLines: 4,
} as const;

/** The headers that an answer repeats (RFC 3261, section 8.2.6.2), by their long and short names. */
const repeated = new Set(['via', 'v', 'from', 'f', 'to', 't', 'call-id', 'i', 'cseq']);

const isContinued = (line: string): boolean => line.startsWith(' ') || line.startsWith('\t');

/** Skips empty lines before the start line (RFC 3261, section 7.5), which don't end the headers. */
function withoutEmptyLines(text: string): string {
  let at = 0;
  for (let count = 0; count < sipBounds.emptyLines && text.startsWith('\r\n', at); count += 1)
    at += 2;
  return text.slice(at);
}

interface Head {
  /** The start line, then each header with the lines that continue it. */
  readonly lines: readonly string[];
  readonly isWhole: boolean;
}

/** Splits what precedes the body, in one pass that stops at the bounds. */
function headOf(text: string): Head {
  const lines: string[] = [];
  let at = 0;
  for (let count = 0; count < sipBounds.lines && at < sipBounds.headers; count += 1) {
    const end = text.indexOf('\r\n', at);
    // Headers without an end are within the bounds all the same; their reader is to report them.
    if (end < 0) return { lines: [...lines, text.slice(at)], isWhole: true };
    // Further empty lines don't end the headers either: there were none.
    if (end === at) return { lines, isWhole: lines.length > 0 };
    const line = text.slice(at, end);
    const last = lines.at(-1);
    if (isContinued(line) && last !== undefined) lines[lines.length - 1] = `${last}\r\n${line}`;
    else lines.push(line);
    at = end + 2;
  }
  return { lines, isWhole: false };
}

/**
 * Bounds a SIP message before a parser reads it.
 * @returns `small`, without the empty lines before it, if it is within the bounds; otherwise `large`: its start line
 * and those of its headers that an answer repeats, as a message without a body, which may be answered with 513;
 * undefined if there is no such message.
 */
export function boundSip(
  frame: string,
): { readonly small: string } | { readonly large: string | undefined } {
  const text = withoutEmptyLines(frame);
  const { lines, isWhole } = headOf(text);
  const isInBounds = (line: string) => line.length <= sipBounds.line;
  if (isWhole && lines.every(isInBounds)) return { small: text };
  const [start = '', ...headers] = lines;
  const kept = headers.filter((line) =>
    repeated.has(line.split(':', 1)[0]?.trim().toLowerCase() ?? ''),
  );
  if (![start, ...kept].every(isInBounds)) return { large: undefined };
  return { large: [start, ...kept, 'Content-Length: 0', '', ''].join('\r\n') };
}
