import type { NameAddrHeader, URI } from 'jssip';
import { parseMessage } from 'jssip/lib/Parser.js';
import { done, failed, type Outcome } from '../outcome.ts';
import { branchOf, headersOf } from './headerList.ts';

type Headers = ReadonlyMap<string, readonly string[]>;

interface Common {
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  /** The branch of the topmost Via: what makes a transaction. */
  readonly branch: string;
  readonly callId: string;
  readonly cseq: number;
  readonly from: Party;
  readonly to: Party;
  readonly contacts: readonly Contact[];
}

export interface Party {
  /** `user@host`, in lower case. */
  readonly address: string;
  readonly tag: string | null;
}

export interface Contact {
  /** The URI as it was written, without its brackets. */
  readonly uri: string;
  /** `user@host`, in lower case: what a later request names. */
  readonly key: string;
  readonly expires: number | null;
}

export interface SipRequest extends Common {
  readonly kind: 'request';
  readonly uri: string;
  /** `user@host` of the request's URI, in lower case. */
  readonly target: string;
  /** The host of the request's URI, in lower case. */
  readonly host: string;
}

export interface SipResponse extends Common {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;

const keyOf = ({ user, host }: URI): string => `${user}@${host}`.toLowerCase();

function contactOf({ raw, parsed }: { raw: string; parsed?: unknown }): Contact[] {
  const uri = /<([^<>]*)>/.exec(raw)?.[1] ?? raw.split(';')[0]?.trim() ?? '';
  if (raw.trim() === '*') return [{ uri: '*', key: '*', expires: null }];
  const address = parsed as NameAddrHeader | undefined;
  if (!address?.uri.host) return [];
  const expires = Number(address.getParam<string | number | null>('expires') ?? Number.NaN);
  return [{ uri, key: keyOf(address.uri), expires: Number.isFinite(expires) ? expires : null }];
}

const asList = (headers: Headers, name: string): readonly string[] => headers.get(name) ?? [];

/** Reads one SIP message (RFC 3261, section 7) by JsSIP's grammar. */
export function parseSip(text: string): Outcome<SipMessage> {
  let parsed: ReturnType<typeof parseMessage>;
  try {
    parsed = parseMessage(text, {});
  } catch {
    // JsSIP's parser throws on some of what is no SIP; the answer is the same as where it gives up.
    parsed = undefined;
  }
  if (!parsed?.headers) return failed('no SIP message');
  const { headers: raw, from, to, call_id: callId, cseq, method } = parsed;
  if (!from || !to || callId === null || cseq === null || !method || !raw['Via'])
    return failed('it lacks Via, From, To, Call-ID or CSeq');
  const headers = headersOf(raw);
  const vias = asList(headers, 'via');
  if (
    /[\r\n\0]/.test(
      [...headers.values()]
        .flat()
        .join('')
        .replaceAll(/\r\n[ \t]/g, ''),
    )
  )
    return failed('a header holds a line break');
  const common = {
    method,
    headers,
    body: parsed.body ?? '',
    branch: vias.length > raw['Via'].length ? branchOf(vias) : (parsed.via_branch ?? ''),
    callId,
    cseq,
    from: { address: keyOf(from.uri), tag: parsed.from_tag ?? null },
    to: { address: keyOf(to.uri), tag: parsed.to_tag ?? null },
    contacts: (raw['Contact'] ?? []).flatMap(contactOf),
  };
  if (typeof parsed.status_code === 'number')
    return done({
      ...common,
      kind: 'response',
      status: parsed.status_code,
      reason: parsed.reason_phrase ?? '',
    });
  const { ruri } = parsed;
  if (!ruri?.host) return failed('its address is not understood');
  return done({
    ...common,
    kind: 'request',
    uri: ruri.toString(),
    target: keyOf(ruri),
    host: ruri.host.toLowerCase(),
  });
}

export const header = (message: SipMessage, name: string): string | undefined =>
  asList(message.headers, name)[0];

/** A copy with one header set; no values take it away. */
export function withHeader<M extends SipMessage>(
  message: M,
  name: string,
  values: readonly string[],
): M {
  const headers = new Map(message.headers);
  if (values.length === 0) headers.delete(name);
  else headers.set(name, values);
  return { ...message, headers };
}

export const pushHeader = <M extends SipMessage>(message: M, name: string, value: string): M =>
  withHeader(message, name, [value, ...asList(message.headers, name)]);

export const popHeader = <M extends SipMessage>(message: M, name: string): M =>
  withHeader(message, name, asList(message.headers, name).slice(1));

/** The text that travels; the body's length is counted anew. */
export function formatSip(message: SipMessage): string {
  const first =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = [...message.headers]
    .filter(([name]) => name !== 'content-length')
    .flatMap(([name, values]) => values.map((value) => `${name}: ${value}`));
  const length = Buffer.byteLength(message.body);
  return [first, ...lines, `content-length: ${length}`, '', message.body].join('\r\n');
}

const reasons: Readonly<Record<number, string>> = {
  100: 'Trying',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  413: 'Request Entity Too Large',
  420: 'Bad Extension',
  423: 'Interval Too Brief',
  430: 'Flow Failed',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  483: 'Too Many Hops',
  487: 'Request Terminated',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  513: 'Message Too Large',
};

/** Answers a request on its own account (RFC 3261, section 8.2.6). @param more further headers. */
export function answer(
  request: SipRequest,
  status: number,
  more: Readonly<Record<string, string | readonly string[]>> = {},
): SipResponse {
  const copied = ['via', 'from', 'to', 'call-id', 'cseq'].map(
    (name) => [name, asList(request.headers, name)] as const,
  );
  const headers = new Map<string, readonly string[]>(copied);
  if (status !== 100 && request.to.tag === null)
    headers.set('to', [`${header(request, 'to') ?? ''};tag=pool-${request.branch.slice(-12)}`]);
  for (const [name, value] of Object.entries(more))
    headers.set(name, typeof value === 'string' ? [value] : value);
  const { method, branch, callId, cseq, from, to } = request;
  return {
    ...{ kind: 'response', method, branch, callId, cseq, from, to, headers, contacts: [] },
    ...{ status, reason: reasons[status] ?? 'Unknown', body: '' },
  };
}
