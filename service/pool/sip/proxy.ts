import { randomBytes } from 'node:crypto';
import type { Authentication } from '../accounts/authentication.ts';
import type { Connection } from './connection.ts';
import { readContacts } from './contacts.ts';
import { HOST, type DialogRoutes } from './dialogRoutes.ts';
import type { Flow, Flows } from './flows.ts';
import { keptText } from '../meetings/keptText.ts';
import {
  answer,
  header,
  pushHeader,
  withHeader,
  type SipRequest,
  type SipResponse,
} from './sipMessage.ts';
import type { Target, Transactions } from './transactions.ts';
import { parseVia } from './via.ts';

const methods = new Set([
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'MESSAGE',
  'INFO',
  'UPDATE',
  'NOTIFY',
  'SUBSCRIBE',
  'REFER',
  'PRACK',
]);
const dialogs = new Set(['INVITE', 'SUBSCRIBE', 'REFER']);
const MOST_HOPS = 70;
/** Bytes of UTF-8 that a message's body may have; RFC 3428's limit of 1300 is for transports that lose datagrams. */
export const LARGEST_BODY_BYTES = 65_536;

export interface Proxy {
  readonly request: (request: SipRequest, from: Connection) => void;
  readonly response: (response: SipResponse, from: Connection) => void;
}

/**
 * What no device receives from another: routes, which the pool alone decides; passwords, which only the pool may ask
 * for; and identities, which only the pool could assert (RFC 3325, section 5).
 */
const stripped = [
  'route',
  'record-route',
  'authorization',
  'proxy-authorization',
  'p-asserted-identity',
  'p-preferred-identity',
  'remote-party-id',
];

/** The request as it is forwarded to a device (RFC 3261, section 16.6). */
function forwarded(request: SipRequest, uri: string): SipRequest {
  const branch = `z9hG4bK${randomBytes(12).toString('hex')}`;
  const hops = Number(header(request, 'max-forwards') ?? MOST_HOPS) - 1;
  const next = stripped.reduce(
    (message, name) => withHeader(message, name, []),
    withHeader(request, 'max-forwards', [String(hops)]),
  );
  return { ...pushHeader(next, 'via', `SIP/2.0/WS ${HOST};branch=${branch}`), uri, branch };
}

/** What RFC 3261 itself refuses, whoever asks. */
function problemOf(request: SipRequest): SipResponse | undefined {
  if (!methods.has(request.method)) return answer(request, 405, { allow: [...methods].join(', ') });
  if (Number(header(request, 'max-forwards') ?? MOST_HOPS) <= 0) return answer(request, 483);
  if ((request.headers.get('via') ?? []).some((via) => parseVia(via)?.host === HOST))
    return answer(request, 482);
  if (Buffer.byteLength(request.body) > LARGEST_BODY_BYTES) return answer(request, 513);
  const required = header(request, 'proxy-require');
  if (required !== undefined) return answer(request, 420, { unsupported: required });
  const contacts = readContacts(request);
  if (!contacts.ok) return answer(request, 400, {}, contacts.problem);
  // RFC 3261, section 8.1.1.8.
  if (contacts.value === '*' || (dialogs.has(request.method) && contacts.value.length > 1))
    return answer(request, 400, {}, 'Contact must be one URI');
  // RFC 3891 and RFC 3911: only its parties may take over a dialog, and these headers don't tell the pool who they are.
  if (request.headers.has('replaces') || request.headers.has('join'))
    return answer(request, 403, {}, 'no dialog is taken over here');
  return undefined;
}

/** Passes requests between the pool's people, and their answers back (RFC 3261, section 16). */
export function createProxy(ports: {
  readonly flows: Flows;
  readonly transactions: Transactions;
  readonly authentication: Authentication;
  readonly dialogRoutes: DialogRoutes;
}): Proxy {
  const { flows, transactions, authentication, dialogRoutes } = ports;

  /** @returns the answer to give; undefined if the sender is who From says. */
  const refusalOf = (request: SipRequest, from: Connection): SipResponse | undefined => {
    const { address } = request.from;
    if (address !== undefined && from.accounts.has(address)) return undefined;
    if (address === undefined || from.accounts.size > 0) return answer(request, 403);
    const refusal = authentication.challenge(request, address, from);
    if (!refusal) from.prove(keptText(address));
    return refusal;
  };

  const targetOf = (request: SipRequest, from: Connection, flow: Flow): Target => {
    const { connection, account, uri } = flow;
    const next = forwarded(request, uri);
    if (!dialogs.has(request.method) || request.to.tag !== undefined)
      return { connection, account, request: next };
    const caller = { account: request.from.address ?? '', connectionId: from.id };
    const route = dialogRoutes.make(request, caller, { account, connectionId: connection.id });
    return { connection, account, request: pushHeader(next, 'record-route', route) };
  };

  const pass = (request: SipRequest, from: Connection): void => {
    // A request that came twice is under way once.
    if (transactions.isUnderWay(from, request)) return;
    const problem = problemOf(request) ?? refusalOf(request, from);
    if (problem) {
      from.send(problem);
      return;
    }
    const found = flows.of(request, from);
    if (typeof found === 'number') from.send(answer(request, found));
    else {
      const targets = found.map((flow) => targetOf(request, from, flow));
      transactions.start(from, request.from.address ?? '', request, targets);
    }
  };

  /** An ACK has no answer: it ends here, or is forwarded to the device whose 2xx it acknowledges. */
  const acknowledge = (request: SipRequest, from: Connection): void => {
    const { address } = request.from;
    if (transactions.isAcknowledged(from, request)) return;
    if (address === undefined || !from.accounts.has(address)) return;
    const flow = flows.inDialog(request, from);
    flow?.connection.offer(forwarded(request, flow.uri), address);
  };

  return {
    request(request, from) {
      if (request.method === 'ACK') acknowledge(request, from);
      else if (request.method === 'CANCEL')
        from.send(answer(request, transactions.cancel(from, request) ? 200 : 481));
      else pass(request, from);
    },
    response: transactions.respond,
  };
}
