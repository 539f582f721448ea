import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Log } from '../outcome.ts';

/** What is spoken at some of the server's paths. */
export interface WebSocketRoute {
  readonly path: RegExp;
  /** The subprotocol, without which nobody is let in. */
  readonly protocol: string;
  /** Bytes of the largest frame; a larger one ends its connection. */
  readonly frameBytes: number;
  /** Takes a connection; `found` is what the path's groups held. */
  readonly open: (socket: WebSocket, request: IncomingMessage, found: readonly string[]) => void;
}

const GOING_AWAY = 1001;

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Shares an HTTP server's upgrades among the routes, by path; `connections` is how many may be open in all. */
export function serveWebSockets(
  server: Server,
  routes: readonly WebSocketRoute[],
  { connections, log }: { readonly connections: number; readonly log: Log },
): { readonly close: () => void } {
  const served = routes.map((route) => ({
    route,
    sockets: new WebSocketServer({
      noServer: true,
      maxPayload: route.frameBytes,
      handleProtocols: () => route.protocol,
    }),
  }));
  const clients = () => served.flatMap(({ sockets }) => [...sockets.clients]);
  for (const { sockets, route } of served)
    sockets.on('error', (error) => {
      log(() => `${route.protocol}: ${error.message}`);
    });

  server.on('upgrade', (request, socket, head) => {
    // What is no address, such as `//`, is none of ours.
    const pathname = URL.parse(request.url ?? '/', 'http://pool')?.pathname ?? '';
    const found = served.find(({ route }) => route.path.test(pathname));
    const offered = (request.headers['sec-websocket-protocol'] ?? '')
      .split(',')
      .map((protocol) => protocol.trim());
    if (!found) refuse(socket, '404 Not Found');
    else if (!offered.includes(found.route.protocol)) refuse(socket, '400 Bad Request');
    else if (clients().length >= connections) refuse(socket, '503 Service Unavailable');
    else
      found.sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const [, ...groups] = found.route.path.exec(pathname) ?? [];
        found.route.open(webSocket, request, groups);
      });
  });

  return {
    close() {
      for (const client of clients()) {
        client.close(GOING_AWAY, 'the pool stops');
        setTimeout(() => {
          client.terminate();
        }, 1000).unref();
      }
      for (const { sockets } of served) sockets.close();
    },
  };
}
