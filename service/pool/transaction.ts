import type { Connection } from './connection.ts';
import type { SipRequest, SipResponse } from './sipMessage.ts';

/** A request under way to one device. */
export interface Leg {
  readonly branch: string;
  readonly request: SipRequest;
  readonly connection: Connection;
  /** The last word, once it came. */
  final: SipResponse | undefined;
}

/** A request under way, to one device or several. */
export interface Transaction {
  readonly request: SipRequest;
  readonly from: Connection;
  readonly legs: readonly Leg[];
  isAnswered: boolean;
  /** Milliseconds since 1970. */
  endsAt: number;
}

/** Lower is better; a challenge and a busy device tell more than an absent one (RFC 3261, section 16.7). */
function rank({ status }: SipResponse): number {
  if (status >= 600) return 0;
  if (status === 401 || status === 407) return 1;
  return status === 408 || status === 430 || status === 480 ? status + 1000 : status;
}

/** An ACK or CANCEL of the pool's own for a leg (RFC 3261, sections 17.1.1.3 and 9.1). */
function hopByHop(leg: Leg, method: 'ACK' | 'CANCEL', response?: SipResponse): SipRequest {
  const { request } = leg;
  const keep = new Set(['via', 'from', 'to', 'call-id', 'route', 'max-forwards']);
  const headers = new Map([...request.headers].filter(([name]) => keep.has(name)));
  headers.set('via', (request.headers.get('via') ?? []).slice(0, 1));
  const to = response?.headers.get('to');
  if (to) headers.set('to', to);
  headers.set('cseq', [`${request.cseq} ${method}`]);
  return { ...request, method, headers, body: '', contacts: [] };
}

export function acknowledge(leg: Leg, response: SipResponse): void {
  leg.connection.send(hopByHop(leg, 'ACK', response));
}

/** Tells every device that still rings to stop. */
export function stopRinging({ request, legs }: Transaction): void {
  if (request.method !== 'INVITE') return;
  for (const leg of legs) if (!leg.final) leg.connection.send(hopByHop(leg, 'CANCEL'));
}

/**
 * Takes a device's last word: a success goes on at once and stops the others; otherwise the best word
 * goes on once every device has said its own. @returns whether all have.
 */
export function settle(transaction: Transaction, leg: Leg, response: SipResponse): boolean {
  const { request, legs, from } = transaction;
  leg.final ??= response;
  if (response.status < 300) {
    // Each device that answered a call must be acknowledged and hung up by the caller.
    if (!transaction.isAnswered || request.method === 'INVITE') from.send(response);
    transaction.isAnswered = true;
    stopRinging(transaction);
  }
  const finals = legs.flatMap(({ final }) => (final ? [final] : []));
  if (finals.length < legs.length) return false;
  const [best] = finals.toSorted((a, b) => rank(a) - rank(b));
  if (!transaction.isAnswered && best) from.send(best);
  transaction.isAnswered = true;
  return true;
}
