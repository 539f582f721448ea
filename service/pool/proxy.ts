import { randomBytes } from 'node:crypto';
import type { Authentication } from './authentication.ts';
import type { Binding, Bindings } from './bindings.ts';
import type { Connection } from './connection.ts';
import type { PoolData } from './poolFile.ts';
import {
  answer,
  header,
  popHeader,
  pushHeader,
  withHeader,
  type SipRequest,
  type SipResponse,
} from './sipMessage.ts';
import type { Transactions } from './transactions.ts';

/** RFC 7118: the transport's name says nothing of its own; `.invalid` resolves nowhere. */
const HOST = 'pool.invalid';
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
/** What a message may hold, in bytes of UTF-8; RFC 3428's 1300 are for transports that lose datagrams. */
export const LARGEST_BODY = 65_536;

export interface Proxy {
  readonly request: (request: SipRequest, from: Connection) => void;
  readonly response: (response: SipResponse, from: Connection) => void;
}

/** The request as it goes on to a device (RFC 3261, section 16.6). */
function forwarded(request: SipRequest, uri: string): SipRequest {
  const branch = `z9hG4bK${randomBytes(12).toString('hex')}`;
  const hops = Number(header(request, 'max-forwards') ?? MOST_HOPS) - 1;
  let next = withHeader(request, 'max-forwards', [String(hops)]);
  // The topmost route led here; the pool is the last proxy there is.
  if (header(next, 'route')?.includes(HOST)) next = popHeader(next, 'route');
  next = withHeader(next, 'proxy-authorization', []);
  if (dialogs.has(request.method) && request.to.tag === null)
    next = pushHeader(next, 'record-route', `<sip:${HOST};transport=ws;lr>`);
  return { ...pushHeader(next, 'via', `SIP/2.0/WS ${HOST};branch=${branch}`), uri, branch };
}

/** Passes requests between the pool's people, and their answers back (RFC 3261, section 16). */
export function createProxy(ports: {
  readonly bindings: Bindings;
  readonly transactions: Transactions;
  readonly authentication: Authentication;
  readonly data: () => PoolData;
}): Proxy {
  const { bindings, transactions, authentication, data } = ports;

  /** @returns nothing where the sender is who From says; else the answer to give. */
  const refusalOf = (request: SipRequest, from: Connection): SipResponse | undefined => {
    const { address } = request.from;
    if (from.accounts.has(address)) return undefined;
    if (from.accounts.size > 0) return answer(request, 403);
    const refusal = authentication.challenge(request, address, from.address);
    if (!refusal) from.accounts.add(address);
    return refusal;
  };

  const targetsOf = (request: SipRequest): readonly Binding[] | 404 | 480 => {
    const device = bindings.byKey(request.target);
    if (device) return [device];
    if (!Object.hasOwn(data().accounts, request.target)) return 404;
    const devices = bindings.of(request.target);
    return devices.length > 0 ? devices : 480;
  };

  const problemOf = (request: SipRequest, from: Connection): SipResponse | undefined => {
    if (!methods.has(request.method))
      return answer(request, 405, { allow: [...methods].join(', ') });
    if (Number(header(request, 'max-forwards') ?? MOST_HOPS) <= 0) return answer(request, 483);
    if ((request.headers.get('via') ?? []).some((via) => via.includes(HOST)))
      return answer(request, 482);
    if (Buffer.byteLength(request.body) > LARGEST_BODY) return answer(request, 513);
    const required = header(request, 'proxy-require');
    if (required !== undefined) return answer(request, 420, { unsupported: required });
    if (transactions.isBusy(from)) return answer(request, 503, { 'retry-after': '32' });
    return refusalOf(request, from);
  };

  const pass = (request: SipRequest, from: Connection): void => {
    const problem = problemOf(request, from);
    if (problem) {
      from.send(problem);
      return;
    }
    const targets = targetsOf(request);
    if (typeof targets === 'number') {
      from.send(answer(request, request.to.tag === null ? targets : 481));
      return;
    }
    if (request.method === 'INVITE') from.send(answer(request, 100));
    transactions.start(
      from,
      request,
      targets.map((binding) => ({ binding, request: forwarded(request, binding.uri) })),
    );
  };

  /** An ACK has no answer: it ends here, or goes on to the device whose 2xx it acknowledges. */
  const acknowledge = (request: SipRequest, from: Connection): void => {
    if (transactions.isAcknowledged(from, request.branch)) return;
    const device = bindings.byKey(request.target);
    if (device && from.accounts.has(request.from.address))
      device.connection.send(forwarded(request, device.uri));
  };

  return {
    request(request, from) {
      if (request.method === 'ACK') acknowledge(request, from);
      else if (request.method === 'CANCEL')
        from.send(answer(request, transactions.cancel(from, request.branch) ? 200 : 481));
      else pass(request, from);
    },
    response: transactions.respond,
  };
}
