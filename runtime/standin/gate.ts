import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { sayOrigin } from './sayOrigin.ts';

/** Chromium's only way out: a proxy in this process, on loopback. */
export type Gate = { readonly port: number; close: () => void };

/** What the default session's rules let its pages do. */
export type GateRules = {
  /** Whether a WebSocket may go to this address. */
  readonly mayOpen: (url: string) => Promise<boolean>;
  /** Whether WebRTC may connect to this `host:port`. */
  readonly mayRelay: (place: string) => boolean;
};

/**
 * Opens the way for what DevTools can't answer, which is WebSockets, and WebRTC's TCP: a proxy that Chromium must use,
 * and that lets through what the session's rules allow. It can't tell one from the other; what a page may open a
 * WebSocket to, its CSP says as well.
 * @param toElectron the application's form of an address that Chromium loaded.
 */
export async function openGate(
  { mayOpen, mayRelay }: GateRules,
  toElectron: (url: string) => string,
): Promise<Gate> {
  const server = createServer((_request, response) => {
    response.writeHead(403).end();
  });
  // As Chromium writes it, without a default port.
  const isAddressOpen = (address: string) => mayOpen(new URL(address).href);
  const isOpen = async (place: string) =>
    mayRelay(place) || (await isAddressOpen(`ws://${place}/`)) || isAddressOpen(`wss://${place}/`);

  const pass = async ({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!/^[\w.\-[\]:]+:\d+$/.test(url) || !(await isOpen(url))) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(`http://${url}`);
    const far = connect(Number(port || 80), hostname.replace(/^\[|\]$/g, ''));
    const end = () => {
      far.destroy();
      socket.destroy();
    };
    far.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      const saying = sayOrigin(toElectron);
      saying.write(head);
      far.pipe(socket).pipe(saying).pipe(far);
    });
    far.once('error', end).once('close', end);
    socket.once('error', end).once('close', end);
  };
  server.on('connect', (request, socket, head) => {
    pass(request, socket, head).catch(() => {
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
