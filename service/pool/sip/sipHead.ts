import { isToken } from '../../../contract/sip/grammar.ts';
import { splitList } from '../../../contract/sip/nameAddr.ts';

/** The lines before a message's body. */
export interface SipHead {
  readonly firstLine: string;
  /** By name in lower case, and in full if it came in its short form. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** undefined if no empty line ends the headers. */
  readonly body: string | undefined;
  /** Whether a line was not a header's, and was left out. */
  readonly hasBadLine: boolean;
}

/** RFC 3261, section 7.3.3, and what IANA's registry of header fields adds. */
const inFull: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  n: 'identity-info',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
};

/** The headers whose first value the pool reads or removes. */
const lists = new Set(['via', 'route', 'record-route']);

const END = '\r\n\r\n';

/** Joins lines that begin with a blank to the line that they continue (RFC 3261, section 7.3.1). */
function unfold(lines: readonly string[]): string[] {
  const whole: string[][] = [];
  for (const line of lines)
    if (line.startsWith(' ') || line.startsWith('\t')) whole.at(-1)?.push(line.trim());
    else whole.push([line]);
  return whole.map((parts) => parts.join(' '));
}

/** Takes a message apart (RFC 3261, section 7), whatever its lines mean. */
export function readHead(text: string): SipHead {
  let start = 0;
  // Section 7.5: empty lines before a message are skipped.
  while (text.startsWith('\r\n', start)) start += 2;
  const end = text.indexOf(END, start);
  const [firstLine = '', ...lines] = text.slice(start, end < 0 ? text.length : end).split('\r\n');
  const headers = new Map<string, string[]>();
  let hasBadLine = false;
  for (const line of unfold(lines)) {
    const colon = line.indexOf(':');
    const written = line.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase();
    const name = Object.hasOwn(inFull, written) ? (inFull[written] ?? written) : written;
    // Another implementation would read a lone CR or LF, or a NUL, in another way.
    if (isToken(name) && !/[\r\n\0]/.test(line)) {
      const value = line.slice(colon + 1).trim();
      const values = headers.get(name);
      const more = lists.has(name) ? splitList(value) : [value];
      if (values) for (const one of more) values.push(one);
      else headers.set(name, more);
    } else hasBadLine ||= line !== '';
  }
  return {
    firstLine,
    headers,
    body: end < 0 ? undefined : text.slice(end + END.length),
    hasBadLine,
  };
}
