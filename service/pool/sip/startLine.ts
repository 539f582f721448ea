import { isToken } from '../../../contract/sip/grammar.ts';

export interface RequestLine {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly version: string;
}

export interface StatusLine {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
}

/**
 * A line that may be a request's, but is not as RFC 3261 requires, such as one with blanks at its end (RFC 4475,
 * section 3.1.2.9).
 */
interface UnreadableLine {
  readonly kind: 'unreadable';
}

const isVersion = (text: string): boolean => /^SIP\/\d{1,9}\.\d{1,9}$/i.test(text);

/** Reads a message's first line (RFC 3261, section 7); undefined if it is neither a request's nor a response's. */
export function readStartLine(line: string): RequestLine | StatusLine | UnreadableLine | undefined {
  const words = line.split(' ');
  const [first = '', second = ''] = words;
  if (/^\s*SIP\//i.test(line)) {
    if (!isVersion(first) || !/^[1-6]\d\d$/.test(second)) return undefined;
    return { kind: 'response', status: Number(second), reason: words.slice(2).join(' ') };
  }
  const version = words.at(-1) ?? '';
  if (words.length < 3 || !isToken(first) || !isVersion(version)) return { kind: 'unreadable' };
  return { kind: 'request', method: first, uri: words.slice(1, -1).join(' '), version };
}
