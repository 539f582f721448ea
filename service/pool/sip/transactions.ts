import { createBudget } from './budget.ts';
import type { Connection } from './connection.ts';
import { answer, answered, header, type SipRequest, type SipResponse } from './sipMessage.ts';
import {
  acknowledge,
  bytesOfAll,
  keptRequest,
  passOn,
  settle,
  stopRinging,
  type Leg,
  type Transaction,
} from './transaction.ts';

/** A device that a request goes to, and the request as it is sent there. */
export interface Target {
  readonly connection: Connection;
  readonly account: string;
  readonly request: SipRequest;
}

export interface Transactions {
  /** Sends an account's request to devices, each under a branch of its own, or answers that there is no room. */
  readonly start: (
    from: Connection,
    account: string,
    request: SipRequest,
    targets: readonly Target[],
  ) => void;
  readonly respond: (response: SipResponse, from: Connection) => void;
  /**
   * The caller gave up (RFC 3261, section 16.10).
   * @returns whether there was something to give up.
   */
  readonly cancel: (from: Connection, request: SipRequest) => boolean;
  /** Whether this ACK is for the pool: for an answer that was not a success. */
  readonly isAcknowledged: (from: Connection, request: SipRequest) => boolean;
  /** Whether the request has come before, and is under way. */
  readonly isUnderWay: (from: Connection, request: SipRequest) => boolean;
  readonly removeConnection: (connection: Connection) => void;
  readonly expire: () => void;
  readonly count: () => number;
}

/** RFC 3261: timer F is 32 s, timer C at least three minutes. */
const life = { INVITE: 200_000, other: 32_000 };

/** How many requests one account may have under way. */
const MOST_UNDER_WAY = 1000;

/** Seconds after which an account that has too much under way may try again. */
const RETRY_AFTER = '32';
/** The same, if a device reads too slowly. */
const SLOW_RETRY_AFTER = '10';

/** What identifies a connection's transaction (RFC 3261, section 17.2.3). */
function keyOf({ id }: Connection, request: SipRequest, method = request.method): string {
  const { branch, callId, cseq, from } = request;
  // Before RFC 3261 a branch did not identify a transaction.
  const name = branch.startsWith('z9hG4bK')
    ? branch
    : `${branch} ${callId} ${cseq} ${from.tag ?? ''}`;
  return `${id} ${method} ${name}`;
}

/** The transactions under way, by the branch on either side. */
function createTable(most: { readonly perOwner: number; readonly inAll: number }) {
  const byUpstream = new Map<string, Transaction>();
  const byBranch = new Map<string, { transaction: Transaction; leg: Leg }>();
  const [bytes, counts] = [
    createBudget(most),
    createBudget({ perOwner: MOST_UNDER_WAY, inAll: Infinity }),
  ];
  return {
    all: () => [...byUpstream.values()],
    count: () => byUpstream.size,
    upstream: (from: Connection, request: SipRequest, method?: string) =>
      byUpstream.get(keyOf(from, request, method)),
    downstream: (branch: string) => byBranch.get(branch),
    /** @returns whether there was room for it. */
    add(transaction: Transaction): boolean {
      const { account, from, request, legs } = transaction;
      if (!counts.take(account, 1)) return false;
      if (!bytes.take(account, transaction.bytes)) {
        counts.release(account, 1);
        return false;
      }
      byUpstream.set(keyOf(from, request), transaction);
      for (const leg of legs) byBranch.set(leg.branch, { transaction, leg });
      return true;
    },
    remove(transaction: Transaction): void {
      const { account, from, request, legs } = transaction;
      if (!byUpstream.delete(keyOf(from, request))) return;
      counts.release(account, 1);
      bytes.release(account, transaction.bytes);
      for (const { branch } of legs) byBranch.delete(branch);
    },
  };
}

function legOf(kept: SipRequest, { connection, account, request }: Target): Leg {
  const headers = new Map(kept.headers);
  headers.set('via', [header(request, 'via') ?? '']);
  headers.set('max-forwards', ['70']);
  const { branch, uri } = request;
  return {
    branch,
    connection,
    account,
    isCancelled: false,
    final: undefined,
    request: { ...keptRequest({ ...request, headers }, [...headers.keys()]), uri },
    recordRoutes: request.headers.get('record-route') ?? [],
  };
}

/** Holds what is under way between a request and its last answer (RFC 3261, sections 16.6 and 16.7). */
export function createTransactions(
  now: () => number,
  most: { readonly perOwner: number; readonly inAll: number },
): Transactions {
  const table = createTable(most);

  const take = (transaction: Transaction, leg: Leg, response: SipResponse) => {
    if (!settle(transaction, leg, response)) return;
    // An INVITE's transaction is kept for a while, for its ACK.
    if (transaction.request.method === 'INVITE') transaction.endsAt = now() + life.other;
    else table.remove(transaction);
  };

  return {
    start(from, account, request, targets) {
      const kept = keptRequest(request, answered);
      const legs = targets.map((target) => legOf(kept, target));
      const bytes = bytesOfAll(kept, legs) + 2 * keyOf(from, request).length;
      const endsAt = now() + (request.method === 'INVITE' ? life.INVITE : life.other);
      const transaction = { request: kept, from, account, legs, bytes, isAnswered: false, endsAt };
      if (!table.add(transaction)) {
        from.send(answer(request, 503, { 'retry-after': RETRY_AFTER }));
        return;
      }
      if (request.method === 'INVITE') from.send(answer(request, 100));
      for (const [index, leg] of legs.entries()) {
        const whole = targets[index]?.request ?? leg.request;
        if (!leg.connection.offer(whole, account))
          take(transaction, leg, answer(kept, 480, { 'retry-after': SLOW_RETRY_AFTER }));
      }
    },
    respond(response, from) {
      const found = table.downstream(response.branch);
      // An answer to nothing that we asked, or from somebody whom we did not ask.
      if (found?.leg.connection !== from) return;
      const { transaction, leg } = found;
      if (response.method !== transaction.request.method) return;
      if (response.status >= 300 && response.method === 'INVITE') acknowledge(leg, response);
      if (response.status >= 200) take(transaction, leg, response);
      else if (response.status > 100 && !transaction.isAnswered && !leg.final) {
        transaction.endsAt = now() + life.INVITE;
        passOn(transaction, leg, response);
      }
    },
    cancel(from, request) {
      const transaction = table.upstream(from, request, 'INVITE');
      if (transaction) stopRinging(transaction);
      return transaction !== undefined;
    },
    isAcknowledged: (from, request) => table.upstream(from, request, 'INVITE') !== undefined,
    isUnderWay: (from, request) => table.upstream(from, request) !== undefined,
    removeConnection(connection) {
      for (const transaction of table.all()) {
        if (transaction.from === connection) {
          stopRinging(transaction);
          table.remove(transaction);
        } else
          for (const leg of transaction.legs)
            if (leg.connection === connection && !leg.final)
              take(transaction, leg, answer(transaction.request, 430));
      }
    },
    expire() {
      for (const transaction of table.all().filter(({ endsAt }) => endsAt <= now())) {
        if (!transaction.isAnswered) {
          stopRinging(transaction);
          transaction.from.send(answer(transaction.request, 408));
        }
        table.remove(transaction);
      }
    },
    count: table.count,
  };
}
