import { isToken } from '../../../contract/sip/grammar.ts';
import type { Connection } from './connection.ts';
import { keptText } from '../meetings/keptText.ts';
import { answer, header, withHeader, type SipRequest, type SipResponse } from './sipMessage.ts';

/** What is kept of a device's final response until every device has sent its own. */
export interface KeptFinal {
  readonly status: number;
  readonly reason: string;
  /** The device's own tag, from To. */
  readonly tag: string | undefined;
  /** Further headers for the request's sender, as many as there is room for. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** A request under way to one device. */
export interface Leg {
  readonly branch: string;
  /** As it was sent, without its body: what an ACK or CANCEL for it needs. */
  readonly request: SipRequest;
  readonly connection: Connection;
  /** The device's account. */
  readonly account: string;
  readonly recordRoutes: readonly string[];
  isCancelled: boolean;
  /** What is kept of the final response, once it has come. */
  final: KeptFinal | undefined;
}

/** A request under way, to one device or several. */
export interface Transaction {
  /** Without its body: what an answer to it needs. */
  readonly request: SipRequest;
  readonly from: Connection;
  /** The sender's account. */
  readonly account: string;
  readonly legs: readonly Leg[];
  /** What it takes in memory. */
  readonly bytes: number;
  isAnswered: boolean;
  /** Milliseconds since 1970. */
  endsAt: number;
}

/** Lower is better; a busy device tells more than an absent one (RFC 3261, section 16.7). */
function rank({ status }: KeptFinal): number {
  if (status >= 600) return 0;
  return status === 408 || status === 430 || status === 480 ? status + 1000 : status;
}

/**
 * The headers of a final response that are kept until every device has sent its own; the others go on only if it is
 * passed on at once.
 */
const telling = ['retry-after', 'unsupported', 'allow', 'accept', 'warning'];
/** Characters that may be kept of a leg's final response; the sender's budget reserves room for them from the start. */
const FINAL_LETTERS = 256;
/** Bytes that a request takes besides its texts, and a text besides its characters. */
const [OVERHEAD, OVERHEAD_OF_TEXT] = [512, 32];

/** Copies a request with the named headers, without keeping alive anything else of the frame it came in. */
export function keptRequest(request: SipRequest, names: readonly string[]): SipRequest {
  const party = ({ address, tag }: SipRequest['from']) => ({
    address: address === undefined ? undefined : keptText(address),
    tag: tag === undefined ? undefined : keptText(tag),
  });
  return {
    kind: 'request',
    method: keptText(request.method),
    uri: keptText(request.uri),
    address: request.address === undefined ? undefined : keptText(request.address),
    branch: keptText(request.branch),
    callId: keptText(request.callId),
    cseq: request.cseq,
    from: party(request.from),
    to: party(request.to),
    headers: new Map(names.map((name) => [name, (request.headers.get(name) ?? []).map(keptText)])),
    body: '',
  };
}

/**
 * Bytes that a kept request takes, by its characters: two each, since a single one beyond Latin-1 makes them all so.
 */
function bytesOf({ headers, method, uri, address, branch, callId, from, to }: SipRequest): number {
  const parties = [from.address, from.tag, to.address, to.tag];
  const texts = [...[...headers.values()].flat(), method, uri, address, branch, callId, ...parties];
  return texts.reduce((sum, text = '') => sum + OVERHEAD_OF_TEXT + 2 * text.length, OVERHEAD);
}

/** Bytes that a transaction of these takes at most, including the final responses of its legs. */
export const bytesOfAll = (kept: SipRequest, legs: readonly Leg[]): number =>
  legs.reduce((sum, leg) => sum + bytesOf(leg.request) + 2 * FINAL_LETTERS, bytesOf(kept));

/** Copies what is needed of a final response, without keeping alive anything else of the frame it came in. */
function keptFinal({ status, reason, to: { tag = '' }, headers }: SipResponse): KeptFinal {
  let left = FINAL_LETTERS;
  const hasRoom = (text: string) => {
    if (text.length > left) return false;
    left -= text.length;
    return true;
  };
  return {
    status,
    reason: hasRoom(reason) ? keptText(reason) : '',
    tag: tag !== '' && hasRoom(tag) ? keptText(tag) : undefined,
    headers: new Map(
      telling.map((name) => [name, (headers.get(name) ?? []).filter(hasRoom).map(keptText)]),
    ),
  };
}

/** The answer to a request, restored from a kept final response. */
function restored(request: SipRequest, { status, reason, tag, headers }: KeptFinal): SipResponse {
  const whole = answer(request, status, Object.fromEntries(headers));
  return { ...whole, reason, to: { address: request.to.address, tag } };
}

/** An ACK or CANCEL of the pool's own for a leg (RFC 3261, sections 17.1.1.3 and 9.1). */
function hopByHop({ request }: Leg, method: 'ACK' | 'CANCEL', response?: SipResponse): SipRequest {
  const headers = new Map(request.headers);
  const to = response?.headers.get('to');
  if (to) headers.set('to', to);
  headers.set('cseq', [`${request.cseq} ${method}`]);
  return { ...request, method, headers };
}

/**
 * Sends the ACK for a device's final response, charged to the device's own account; if there is no room for it, the
 * device repeats its response, and is acknowledged then.
 */
export function acknowledge(leg: Leg, response: SipResponse): void {
  leg.connection.offer(hopByHop(leg, 'ACK', response), leg.account);
}

/** Tells every device that still rings to stop, once, charged to the caller's account; if there is no room, not yet. */
export function stopRinging({ request, account, legs }: Transaction): void {
  if (request.method !== 'INVITE') return;
  for (const leg of legs) {
    if (leg.final || leg.isCancelled) continue;
    leg.isCancelled = leg.connection.offer(hopByHop(leg, 'CANCEL'), account);
  }
}

/** The request's own To, with the tag that a device gave itself (RFC 3261, section 8.2.6.2). */
function toOf(request: SipRequest, { to: { tag } }: SipResponse): string {
  const own = header(request, 'to') ?? '';
  return request.to.tag === undefined && tag !== undefined && isToken(tag)
    ? `${own};tag=${tag}`
    : own;
}

/**
 * Passes a device's response on to the request's sender. What the pool knows better, it sets itself: whom the answer is
 * for, by which route, and where the dialog's requests go. A device can't ask for a password: a client's answer to that
 * would be valid for the pool itself.
 * @param isRepeated whether the device had already sent its final response.
 */
export function passOn(
  transaction: Transaction,
  leg: Leg,
  response: SipResponse,
  isRepeated = false,
): void {
  const { request, from } = transaction;
  const { status } = response;
  const isChallenge = status === 401 || status === 407;
  let passed = isChallenge ? { ...response, status: 403, reason: 'Forbidden' } : response;
  for (const name of ['via', 'from', 'call-id', 'cseq'])
    passed = withHeader(passed, name, request.headers.get(name) ?? []);
  for (const name of ['www-authenticate', 'proxy-authenticate', 'authentication-info'])
    passed = withHeader(passed, name, []);
  passed = withHeader(passed, 'record-route', leg.recordRoutes);
  passed = withHeader(passed, 'to', [toOf(request, response)]);
  if (from.offer(passed, leg.account) || status < 200 || isRepeated) return;
  // If there is no room, the answer goes without its content; without that, a call is not accepted.
  from.send(answer(request, request.method === 'INVITE' && status < 300 ? 503 : passed.status));
}

/**
 * Takes a device's final response: a success is passed on at once and stops the others; otherwise the best one is
 * passed on once every device has sent its own.
 * @returns whether all have.
 */
export function settle(transaction: Transaction, leg: Leg, response: SipResponse): boolean {
  const { request, legs } = transaction;
  const isFirst = leg.final === undefined;
  leg.final ??= keptFinal(response);
  if (response.status < 300 && leg.final.status < 300) {
    // The caller must acknowledge, and hang up on, each device that answered a call.
    if (!transaction.isAnswered || request.method === 'INVITE')
      passOn(transaction, leg, response, !isFirst);
    transaction.isAnswered = true;
    stopRinging(transaction);
  }
  const words = legs.flatMap((one) => (one.final ? [{ one, final: one.final }] : []));
  if (words.length < legs.length) return false;
  const [best] = words.toSorted((a, b) => rank(a.final) - rank(b.final));
  if (!transaction.isAnswered && best)
    passOn(
      transaction,
      best.one,
      isFirst && best.one === leg ? response : restored(request, best.final),
    );
  transaction.isAnswered = true;
  return true;
}
