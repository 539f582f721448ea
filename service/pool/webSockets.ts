import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Admission, Eviction } from '../shared/admission.ts';
import type { ClientAddresses } from '../shared/clientAddress.ts';
import type { Faults } from '../shared/faults.ts';
import type { Log } from '../shared/outcome.ts';
import { containedWebSocket } from './containedWebSocket.ts';

/** What the pool knows about whoever opened a WebSocket. */
export interface Visitor {
  /** Their address, as limits count it. */
  readonly address: string;
  /** Marks the connection as useful; until then its time is limited, and it may have to make room. */
  readonly prove: (account?: string) => void;
}

/** The protocol at some of the server's paths. */
export interface WebSocketRoute {
  readonly path: RegExp;
  /** The subprotocol, without which nobody is let in. */
  readonly protocol: string;
  /** Bytes of the largest frame; a larger one ends its connection. */
  readonly frameBytes: number;
  /**
   * Takes a connection.
   * @param found what the path's groups matched.
   */
  readonly open: (socket: WebSocket, visitor: Visitor, found: readonly string[]) => void;
}

const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;
/** Milliseconds until a connection that does not answer the close is cut off. */
const CLOSING_MS = 1000;
const NOT_FOUND = '404 Not Found';
/** Seconds. */
const SOON = '5';

function refuse(socket: Duplex, status: string, ...headers: readonly string[]): void {
  // Node leaves an upgrade's socket to us: its errors, and its end.
  socket.on('error', () => socket.destroy());
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Length: 0', ...headers];
  socket.end(`${head.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}

function end(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => {
    socket.terminate();
  }, CLOSING_MS).unref();
}

interface Ports {
  readonly admission: Admission;
  readonly addresses: ClientAddresses;
  /** Whether a page with this request's Origin may talk to the pool. */
  readonly isOriginAllowed: (request: IncomingMessage) => boolean;
  /** Milliseconds that a connection has to prove useful. */
  readonly provingMs: number;
  readonly faults: Faults;
  readonly log: Log;
}

/**
 * Bounds one connection from its request to its end.
 * @returns undefined if there is no room for it.
 */
function admit(request: IncomingMessage, socket: Duplex, ports: Ports) {
  const address = ports.addresses.of(request);
  let webSocket: WebSocket | undefined;
  const evict = (why: Eviction) => {
    if (why === 'account' && webSocket)
      end(webSocket, POLICY_VIOLATION, 'a newer connection of the account took its place');
    else socket.destroy();
  };
  const visit = ports.admission.enter(address, evict);
  if (!visit) return undefined;
  const impatience = setTimeout(() => {
    if (webSocket) end(webSocket, POLICY_VIOLATION, 'nobody signed in or joined in time');
    else socket.destroy();
  }, ports.provingMs);
  socket.once('close', () => {
    clearTimeout(impatience);
    visit.leave();
  });
  const visitor: Visitor = {
    address,
    prove(account) {
      clearTimeout(impatience);
      visit.prove(account);
    },
  };
  return (opened: WebSocket): Visitor => {
    webSocket = opened;
    return visitor;
  };
}

/** Distributes an HTTP server's upgrades among the routes, by path. */
export function serveWebSockets(
  server: Server,
  routes: readonly WebSocketRoute[],
  ports: Ports,
): { readonly close: () => void } {
  const { faults, log } = ports;
  const served = routes.map((route) => ({
    route,
    sockets: new WebSocketServer({
      noServer: true,
      maxPayload: route.frameBytes,
      // One message of each connection per turn of the event loop: a client that sends thousands at once waits for the
      // others.
      allowSynchronousEvents: false,
      handleProtocols: () => route.protocol,
      WebSocket: containedWebSocket(faults, route.protocol),
    }),
  }));
  for (const { sockets, route } of served)
    sockets.on('error', (error) => {
      log(() => `${route.protocol}: ${error.message}`);
    });

  const refusalOf = (
    route: WebSocketRoute | undefined,
    request: IncomingMessage,
  ): string | undefined => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '')
      .split(',')
      .map((protocol) => protocol.trim());
    if (!route) return NOT_FOUND;
    if (!offered.includes(route.protocol)) return '400 Bad Request';
    return ports.isOriginAllowed(request) ? undefined : '403 Forbidden';
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // An invalid address, such as `//`, is none of ours.
    const pathname = URL.parse(request.url ?? '/', 'http://pool')?.pathname ?? '';
    const found = served.find(({ route }) => route.path.test(pathname));
    const refusal = refusalOf(found?.route, request);
    if (!found || refusal !== undefined) {
      refuse(socket, refusal ?? NOT_FOUND);
      return;
    }
    const welcome = admit(request, socket, ports);
    if (!welcome) {
      refuse(socket, '503 Service Unavailable', `Retry-After: ${SOON}`);
      return;
    }
    found.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const [, ...groups] = found.route.path.exec(pathname) ?? [];
      found.route.open(webSocket, welcome(webSocket), groups);
    });
  };
  server.on('upgrade', (request, socket, head) => {
    faults.contain(
      'upgrade',
      () => {
        upgrade(request, socket, head);
      },
      () => socket.destroy(),
    );
  });

  return {
    close() {
      for (const { sockets } of served) {
        for (const client of sockets.clients) end(client, GOING_AWAY, 'the pool stops');
        sockets.close();
      }
    },
  };
}
