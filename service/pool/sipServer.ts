import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createAuthentication } from './authentication.ts';
import { createBindings } from './bindings.ts';
import { createConnection, type Connection } from './connection.ts';
import type { Digest } from './digest.ts';
import type { PoolLimits } from './limits.ts';
import type { PoolData } from './poolFile.ts';
import { createProxy } from './proxy.ts';
import { createRegistrar } from './registrar.ts';
import { parseSip } from './sipMessage.ts';
import { createTransactions } from './transactions.ts';

export interface SipServer {
  /** What it holds, for who watches its memory. */
  readonly size: () => { readonly connections: number; readonly transactions: number };
  /** Ends the connections of those whose password changed, or who are no more; they may prove themselves anew. */
  readonly review: () => void;
  readonly close: () => void;
}

interface Ports {
  readonly data: () => PoolData;
  readonly digest: Digest;
  readonly now: () => number;
  readonly limits: PoolLimits;
  readonly log: (line: string) => void;
}

const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;
const SWEEP = 1000;

/** The address of who connects; a TLS proxy on this machine is believed about it. */
function addressOf({ socket, headers }: IncomingMessage): string {
  const remote = socket.remoteAddress ?? '';
  const isLoopback = /^(::1|(::ffff:)?127\.)/.test(remote);
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return isLoopback && forwarded ? forwarded : remote;
}

/** A bucket of messages that fills anew with time. */
function createBucket({ burst, perSecond }: PoolLimits, now: () => number): () => boolean {
  let [left, last] = [burst, now()];
  return () => {
    left = Math.min(burst, left + ((now() - last) / 1000) * perSecond);
    last = now();
    left -= 1;
    return left >= 0;
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function createReview(open: ReadonlySet<Connection>, data: () => PoolData): () => void {
  let known = data();
  return () => {
    const [before, after] = [known, data()];
    known = after;
    const isOther = (account: string) =>
      before.accounts[account]?.ha1.MD5 !== after.accounts[account]?.ha1.MD5;
    for (const connection of open)
      if ([...connection.accounts].some(isOther))
        connection.close(POLICY_VIOLATION, 'the account changed');
  };
}

/** SIP over WebSocket (RFC 7118) on an HTTP server's root. */
export function serveSip(server: Server, ports: Ports): SipServer {
  const { limits, log, now } = ports;
  const bindings = createBindings(now);
  const transactions = createTransactions(now);
  const authentication = createAuthentication(ports);
  const register = createRegistrar({ bindings, authentication, now });
  const proxy = createProxy({ ...ports, bindings, transactions, authentication });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    handleProtocols: () => 'sip',
  });
  const open = new Set<Connection>();
  let connections = 0;

  const take = (text: string, from: Connection): void => {
    const parsed = parseSip(text);
    // RFC 3261, section 18.3: what is no SIP message is passed over.
    if (!parsed.ok) return;
    const message = parsed.value;
    if (message.kind === 'response') proxy.response(message, from);
    else if (message.method === 'REGISTER') from.send(register(message, from));
    else proxy.request(message, from);
  };

  server.on('upgrade', (request, socket, head) => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
    if (new URL(request.url ?? '/', 'http://pool').pathname !== '/') {
      refuse(socket, '404 Not Found');
      return;
    }
    if (!offered.includes('sip')) {
      refuse(socket, '400 Bad Request');
      return;
    }
    if (sockets.clients.size >= limits.connections) {
      refuse(socket, '503 Service Unavailable');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      connections += 1;
      const address = addressOf(request);
      const connection = createConnection(webSocket, { id: connections, address, limits });
      const mayTake = createBucket(limits, now);
      open.add(connection);
      connection.onText((text) => {
        if (mayTake()) take(text, connection);
        else connection.close(POLICY_VIOLATION, 'too many messages');
      });
      connection.onClose(() => {
        open.delete(connection);
        bindings.removeConnection(connection);
        transactions.removeConnection(connection);
      });
    });
  });
  const sweep = setInterval(transactions.expire, SWEEP);
  sockets.on('error', (error) => {
    log(`SIP: ${error.message}`);
  });

  return {
    size: () => ({ connections: sockets.clients.size, transactions: transactions.count() }),
    review: createReview(open, ports.data),
    close() {
      clearInterval(sweep);
      for (const client of sockets.clients) {
        client.close(GOING_AWAY, 'the pool stops');
        setTimeout(() => {
          client.terminate();
        }, 1000).unref();
      }
      sockets.close();
    },
  };
}
