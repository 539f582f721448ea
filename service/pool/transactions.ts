import type { Binding } from './bindings.ts';
import type { Connection } from './connection.ts';
import { answer, popHeader, type SipRequest, type SipResponse } from './sipMessage.ts';
import { acknowledge, settle, stopRinging, type Leg, type Transaction } from './transaction.ts';

interface Target {
  readonly binding: Pick<Binding, 'connection'>;
  readonly request: SipRequest;
}

export interface Transactions {
  /** Sends a request to devices, each under a branch of its own. */
  readonly start: (from: Connection, request: SipRequest, targets: readonly Target[]) => void;
  readonly respond: (response: SipResponse, from: Connection) => void;
  /** The caller gave up (RFC 3261, section 16.10). @returns whether there was something to give up. */
  readonly cancel: (from: Connection, branch: string) => boolean;
  /** Whether an ACK of this branch is for the pool: for an answer that was no success. */
  readonly isAcknowledged: (from: Connection, branch: string) => boolean;
  readonly removeConnection: (connection: Connection) => void;
  readonly expire: () => void;
  readonly count: () => number;
  /** Whether so many of a connection's requests are under way that it may not ask for more. */
  readonly isBusy: (from: Connection) => boolean;
}

/** RFC 3261: timer F is 32 s, timer C at least three minutes. */
const life = { INVITE: 200_000, other: 32_000 };

/** So many requests may one connection have under way; each holds memory until it is answered. */
const MOST_UNDER_WAY = 1000;

/** The transactions under way, by the branch at either side. */
function createTable() {
  const byUpstream = new Map<string, Transaction>();
  const byBranch = new Map<string, { transaction: Transaction; leg: Leg }>();
  const counts = new Map<number, number>();
  const countOf = ({ id }: Connection) => counts.get(id) ?? 0;
  const key = (from: Connection, branch: string) => `${from.id} ${branch}`;
  return {
    all: () => [...byUpstream.values()],
    count: () => byUpstream.size,
    countOf,
    upstream: (from: Connection, branch: string) => byUpstream.get(key(from, branch)),
    downstream: (branch: string) => byBranch.get(branch),
    add(transaction: Transaction): void {
      counts.set(transaction.from.id, countOf(transaction.from) + 1);
      byUpstream.set(key(transaction.from, transaction.request.branch), transaction);
      for (const leg of transaction.legs) byBranch.set(leg.branch, { transaction, leg });
    },
    remove({ from, request, legs }: Transaction): void {
      if (!byUpstream.delete(key(from, request.branch))) return;
      const left = countOf(from) - 1;
      if (left > 0) counts.set(from.id, left);
      else counts.delete(from.id);
      for (const { branch } of legs) byBranch.delete(branch);
    },
  };
}

/** Holds what is under way between a request and its last answer (RFC 3261, sections 16.6 and 16.7). */
export function createTransactions(now: () => number): Transactions {
  const table = createTable();

  const take = (transaction: Transaction, leg: Leg, response: SipResponse) => {
    if (!settle(transaction, leg, response)) return;
    // An INVITE's is kept a while, for its ACK.
    if (transaction.request.method === 'INVITE') transaction.endsAt = now() + life.other;
    else table.remove(transaction);
  };

  return {
    start(from, request, targets) {
      const legs = targets.map(({ binding, request: forwarded }): Leg => {
        const { connection } = binding;
        return { branch: forwarded.branch, request: forwarded, connection, final: undefined };
      });
      const endsAt = now() + (request.method === 'INVITE' ? life.INVITE : life.other);
      table.add({ request, from, legs, isAnswered: false, endsAt });
      for (const leg of legs) leg.connection.send(leg.request);
    },
    respond(response, from) {
      const found = table.downstream(response.branch);
      // An answer to nothing we asked, or from someone whom we did not ask.
      if (found?.leg.connection !== from) return;
      const { transaction, leg } = found;
      if (response.method !== transaction.request.method) return;
      if (response.status >= 300 && response.method === 'INVITE') acknowledge(leg, response);
      const passed = popHeader(response, 'via');
      if (response.status >= 200) take(transaction, leg, passed);
      else if (response.status > 100 && !transaction.isAnswered) {
        transaction.endsAt = now() + life.INVITE;
        transaction.from.send(passed);
      }
    },
    cancel(from, branch) {
      const transaction = table.upstream(from, branch);
      if (transaction) stopRinging(transaction);
      return transaction !== undefined;
    },
    isAcknowledged: (from, branch) => table.upstream(from, branch) !== undefined,
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
    isBusy: (from) => table.countOf(from) >= MOST_UNDER_WAY,
  };
}
