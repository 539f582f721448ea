import type { Faults } from '../../shared/faults.ts';
import { createAuthentication } from '../accounts/authentication.ts';
import { createBindings } from './bindings.ts';
import { createBucket } from './bucket.ts';
import { createBudget } from './budget.ts';
import { createConnection, type Connection } from './connection.ts';
import { createDialogRoutes } from './dialogRoutes.ts';
import type { Digest } from '../accounts/digest.ts';
import { createFlows } from './flows.ts';
import type { Guesses } from '../accounts/guesses.ts';
import type { PoolLimits } from '../limits.ts';
import type { PoolData } from '../accounts/poolData.ts';
import { createProxy } from './proxy.ts';
import { createRegistrar } from './registrar.ts';
import { boundSip } from './sipBounds.ts';
import { answer } from './sipMessage.ts';
import { parseSip } from './sipParser.ts';
import { createTransactions } from './transactions.ts';
import type { WebSocketRoute } from '../webSockets.ts';

export interface SipServer {
  /** SIP over WebSocket (RFC 7118) at the root. */
  readonly route: WebSocketRoute;
  /** What it has in memory, for whoever monitors that. */
  readonly size: () => {
    readonly connections: number;
    readonly transactions: number;
    /** Bytes that wait for clients to read them. */
    readonly queued: number;
  };
  /** How many devices are signed in now, by account. */
  readonly devices: () => ReadonlyMap<string, number>;
  /**
   * Ends the connections of accounts whose password has changed, or that no longer exist; they may prove themselves
   * anew.
   */
  readonly review: () => void;
  readonly close: () => void;
}

interface Ports {
  readonly data: () => PoolData;
  readonly digest: Digest;
  readonly guesses: Guesses;
  readonly now: () => number;
  readonly limits: PoolLimits;
  readonly faults: Faults;
}

const POLICY_VIOLATION = 1008;
const SWEEP_INTERVAL_MS = 1000;

function createReview(open: ReadonlyMap<number, Connection>, data: () => PoolData): () => void {
  let known = data();
  return () => {
    const [before, after] = [known, data()];
    known = after;
    const isOther = (account: string) =>
      before.accounts[account]?.ha1.MD5 !== after.accounts[account]?.ha1.MD5;
    for (const connection of open.values())
      if ([...connection.accounts].some(isOther))
        connection.close(POLICY_VIOLATION, 'the account changed');
  };
}

/** The organisation's SIP server: registrar and proxy. */
export function createSipServer(ports: Ports): SipServer {
  const { limits, now, faults } = ports;
  const bindings = createBindings(now);
  const transactions = createTransactions(now, limits.transactions);
  const queues = createBudget(limits.queues);
  const authentication = createAuthentication(ports);
  const register = createRegistrar({ bindings, authentication, now });
  const open = new Map<number, Connection>();
  const dialogRoutes = createDialogRoutes();
  const connection = (id: number) => open.get(id);
  const flows = createFlows({ data: ports.data, bindings, dialogRoutes, connection });
  const proxy = createProxy({ flows, transactions, authentication, dialogRoutes });
  let connections = 0;

  const take = (text: string, from: Connection): void => {
    const bounded = boundSip(text);
    const isLarge = 'large' in bounded;
    const parsed = parseSip(isLarge ? (bounded.large ?? '') : bounded.small);
    // RFC 3261, section 18.3: what is not a SIP message, and names nothing to answer, is ignored.
    if (!parsed.ok) {
      if (parsed.answer) from.send(parsed.answer);
      return;
    }
    if (isLarge) {
      if (parsed.value.kind === 'request' && parsed.value.method !== 'ACK')
        from.send(answer(parsed.value, 513));
      return;
    }
    const message = parsed.value;
    if (message.kind === 'response') proxy.response(message, from);
    else if (message.method === 'REGISTER') from.send(register(message, from));
    else proxy.request(message, from);
  };
  const sweep = setInterval(() => {
    faults.contain('sip sweep', transactions.expire);
  }, SWEEP_INTERVAL_MS);

  return {
    route: {
      path: /^\/$/,
      protocol: 'sip',
      frameBytes: limits.frameBytes,
      open(socket, visitor) {
        connections += 1;
        const own = { id: connections, visitor, limits, queues, faults };
        const connection = createConnection(socket, own);
        const mayTake = createBucket(limits, now);
        const mayTakeAsStranger = createBucket(limits.strangers, now);
        const isInBounds = () => mayTake() && (connection.accounts.size > 0 || mayTakeAsStranger());
        open.set(connection.id, connection);
        connection.onText((text) => {
          if (isInBounds()) take(text, connection);
          else connection.close(POLICY_VIOLATION, 'too many messages');
        });
        connection.onClose(() => {
          open.delete(connection.id);
          bindings.removeConnection(connection);
          transactions.removeConnection(connection);
        });
      },
    },
    size: () => ({
      connections: open.size,
      transactions: transactions.count(),
      queued: queues.inAll(),
    }),
    devices: bindings.counts,
    review: createReview(open, ports.data),
    close: () => {
      clearInterval(sweep);
    },
  };
}
