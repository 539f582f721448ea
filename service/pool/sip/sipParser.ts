import { isToken } from '../../../contract/sip/grammar.ts';
import { parseNameAddr } from '../../../contract/sip/nameAddr.ts';
import { addressOf, isSipUri, parseUri } from '../../../contract/sip/uri.ts';
import { sipBounds } from './sipBounds.ts';
import { readHead, type SipHead } from './sipHead.ts';
import {
  answer,
  type Party,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './sipMessage.ts';
import { readStartLine, type RequestLine, type StatusLine } from './startLine.ts';
import { parseVia } from './via.ts';

/** What came; if it is not a SIP message, the answer that is due to its sender, if any. */
export type ReadSip =
  | { readonly ok: true; readonly value: SipMessage }
  | { readonly ok: false; readonly problem: string; readonly answer?: SipResponse };

/** A message may have each of these at most once: of two, different readers could take different ones. */
const single = [
  'from',
  'to',
  'call-id',
  'cseq',
  'max-forwards',
  'content-length',
  'content-type',
  'expires',
];
const LARGEST_CSEQ = 2 ** 32;
const MOST_FORWARDS = 255;

interface Numbered {
  readonly cseq: number;
  readonly method: string;
}

function readCSeq(text: string): Numbered | undefined {
  const [digits = '', ...words] = text.split(/[ \t]/);
  const method = words.join('');
  if (!/^\d{1,10}$/.test(digits) || Number(digits) >= LARGEST_CSEQ || !isToken(method))
    return undefined;
  return { cseq: Number(digits), method };
}

function readParty(text: string): Party | undefined {
  const parsed = parseNameAddr(text);
  if (!parsed.ok) return undefined;
  const { uri, parameters } = parsed.value;
  return { address: addressOf(uri), tag: parameters.get('tag') };
}

/** The body by its length in bytes (RFC 3261, section 18.3); undefined if less came. */
function readBody({ headers, body = '' }: SipHead): string | undefined {
  const written = headers.get('content-length')?.[0];
  if (written === undefined) return body;
  const [length, came] = [Number(written), Buffer.byteLength(body)];
  if (!/^\d+$/.test(written) || length > came) return undefined;
  return length === came ? body : Buffer.from(body).subarray(0, length).toString();
}

/** What every message must have; a problem, in words, if something is missing. */
function readCommon(head: SipHead) {
  const { headers } = head;
  const first = (name: string) => headers.get(name)?.[0] ?? '';
  if (head.body === undefined) return 'no empty line ends the headers';
  if (head.hasBadLine) return 'a line is no header';
  for (const name of single)
    if ((headers.get(name)?.length ?? 0) > 1) return `two headers are called ${name}`;
  const [from, to] = [readParty(first('from')), readParty(first('to'))];
  const callId = first('call-id');
  const numbered = readCSeq(first('cseq'));
  const body = readBody(head);
  if (!from) return 'From is missing or not understood';
  if (!to) return 'To is missing or not understood';
  if (!/^[!-~]+$/.test(callId)) return 'Call-ID is missing or not understood';
  if (!numbered) return 'CSeq is missing or not understood';
  if (body === undefined) return 'Content-Length does not fit the body';
  const hops = headers.get('max-forwards')?.[0] ?? '0';
  if (!/^\d{1,3}$/.test(hops) || Number(hops) > MOST_FORWARDS)
    return 'Max-Forwards is not understood';
  return { from, to, callId, ...numbered, body };
}

/** The status that answers a header with more values than are read; undefined if there is none. */
function tooManyOf({ headers }: SipHead): 400 | 483 | undefined {
  const isOver = (name: string) => (headers.get(name)?.length ?? 0) > sipBounds.values;
  if (isOver('via')) return 483;
  return isOver('route') || isOver('record-route') ? 400 : undefined;
}

/** A head with few enough Via values for an answer to repeat; by the topmost, its sender recognises the answer. */
function withoutManyVias(head: SipHead): SipHead {
  const vias = (head.headers.get('via') ?? []).slice(0, sipBounds.values);
  return { ...head, headers: new Map(head.headers).set('via', vias) };
}

type Refusal = readonly [status: number, problem: string];

function readRequest(start: RequestLine, head: SipHead, branch: string): SipRequest | Refusal {
  const { method } = start;
  if (start.version.toUpperCase() !== 'SIP/2.0') return [505, 'it is not of SIP 2.0'];
  const tooMany = tooManyOf(head);
  if (tooMany) return [tooMany, `a header has more than ${sipBounds.values} values`];
  const common = readCommon(head);
  if (typeof common === 'string') return [400, common];
  if (common.method !== method) return [400, 'CSeq names another method'];
  const uri = parseUri(start.uri);
  if (!uri.ok) return [400, `the request’s URI: ${uri.problem}`];
  if (!isSipUri(uri.value)) return [416, `no ${uri.value.scheme}: URI is served here`];
  const address = addressOf(uri.value);
  return { ...common, kind: 'request', headers: head.headers, branch, uri: start.uri, address };
}

const nobody: Party = { address: undefined, tag: undefined };

/** Only what identifies its request matters in an answer; the rest the pool knows, or passes on unread. */
function readResponse(start: StatusLine, head: SipHead, branch: string): SipResponse | undefined {
  const { headers } = head;
  const first = (name: string) => headers.get(name)?.[0] ?? '';
  const [numbered, body] = [readCSeq(first('cseq')), readBody(head)];
  if (!numbered || body === undefined || head.body === undefined) return undefined;
  if (tooManyOf(head)) return undefined;
  const [from, to] = [readParty(first('from')) ?? nobody, readParty(first('to')) ?? nobody];
  const { status, reason } = start;
  return {
    ...numbered,
    kind: 'response',
    headers,
    branch,
    body,
    status,
    reason,
    callId: first('call-id'),
    from,
    to,
  };
}

/** As much of a bad request as its answer needs. */
function halfRead(method: string, { headers }: SipHead, branch: string): SipRequest {
  const to = readParty(headers.get('to')?.[0] ?? '');
  // What can't be read gets no tag either.
  const none = { address: undefined, tag: '' };
  return {
    kind: 'request',
    method,
    headers,
    branch,
    uri: '',
    address: undefined,
    body: '',
    callId: '',
    cseq: 0,
    from: none,
    to: to ?? none,
  };
}

/** What is due to a request that can't be served, if its Via says where an answer goes. */
function refused(method: string, head: SipHead, branch: string, refusal: Refusal): ReadSip {
  const [status, problem] = refusal;
  // An ACK is never answered.
  if (method === 'ACK') return { ok: false, problem };
  const request = halfRead(method, withoutManyVias(head), branch);
  return { ok: false, problem, answer: answer(request, status, {}, problem) };
}

/**
 * Reads one SIP message (RFC 3261, section 7). A request that can't be served, but has the Via and the method by which
 * its sender recognises an answer, comes with that answer: 400, 416, 483 or 505.
 */
export function parseSip(text: string): ReadSip {
  const head = readHead(text);
  const start = readStartLine(head.firstLine);
  const [written = ''] = head.headers.get('via') ?? [];
  const via = parseVia(written);
  if (!start || written === '') return { ok: false, problem: 'no SIP message' };
  if (start.kind === 'response') {
    const response = via && readResponse(start, head, via.branch);
    return response ? { ok: true, value: response } : { ok: false, problem: 'no SIP response' };
  }
  if (start.kind === 'unreadable' || !via) {
    // Without these, only CSeq can tell what an answer would be to.
    const numbered = readCSeq(head.headers.get('cseq')?.[0] ?? '');
    if (!numbered) return { ok: false, problem: 'no SIP message' };
    const problem = via ? 'the first line is not understood' : 'Via is not understood';
    return refused(numbered.method, head, via?.branch ?? '', [400, problem]);
  }
  const { branch } = via;
  const request = readRequest(start, head, branch);
  if (!('length' in request)) return { ok: true, value: request };
  return refused(start.method, head, branch, request);
}
