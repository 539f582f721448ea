type Headers = ReadonlyMap<string, readonly string[]>;

interface Common {
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  /** The branch of the topmost Via: what identifies a transaction. */
  readonly branch: string;
  readonly callId: string;
  readonly cseq: number;
  readonly from: Party;
  readonly to: Party;
}

export interface Party {
  /** `user@host`, in lower case; undefined if the URI is not a SIP URI or names no user. */
  readonly address: string | undefined;
  readonly tag: string | undefined;
}

export interface SipRequest extends Common {
  readonly kind: 'request';
  readonly uri: string;
  /** Whom the request's URI names, as in {@link Party}. */
  readonly address: string | undefined;
}

export interface SipResponse extends Common {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;

const asList = (headers: Headers, name: string): readonly string[] => headers.get(name) ?? [];

export const header = (message: SipMessage, name: string): string | undefined =>
  asList(message.headers, name)[0];

/** A copy with one header set, or removed if there are no values. */
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

/** The message as text; the body's length is computed anew. */
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
  416: 'Unsupported URI Scheme',
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
  505: 'Version Not Supported',
  513: 'Message Too Large',
};

/** The headers that every answer copies from its request. */
export const answered = ['via', 'from', 'to', 'call-id', 'cseq'] as const;

/**
 * Answers a request by the pool itself (RFC 3261, section 8.2.6).
 * @param more further headers.
 * @param problem what was wrong, for whoever reads the answer.
 */
export function answer(
  request: SipRequest,
  status: number,
  more: Readonly<Record<string, string | readonly string[]>> = {},
  problem?: string,
): SipResponse {
  const copied = answered.map((name) => [name, asList(request.headers, name)] as const);
  const headers = new Map<string, readonly string[]>(copied);
  if (status !== 100 && request.to.tag === undefined)
    headers.set('to', [`${header(request, 'to') ?? ''};tag=pool-${request.branch.slice(-12)}`]);
  for (const [name, value] of Object.entries(more))
    headers.set(name, typeof value === 'string' ? [value] : value);
  const { method, branch, callId, cseq, from, to } = request;
  const reason = reasons[status] ?? 'Unknown';
  return {
    kind: 'response',
    method,
    branch,
    callId,
    cseq,
    from,
    to,
    headers,
    status,
    reason: problem === undefined ? reason : `${reason}: ${problem}`,
    body: '',
  };
}
