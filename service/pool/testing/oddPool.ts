import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** A server that accepts SIP over WebSocket, and answers as it is told to. */
export interface OddPool {
  /** `host:port`. */
  readonly place: string;
  readonly close: () => Promise<void>;
}

/** A proper answer to a request, but for what is missing from it. */
export function answerTo(request: string, status: string, ...more: readonly string[]): string {
  const kept = request.split('\r\n').filter((line) => /^(via|from|to|call-id|cseq):/i.test(line));
  return [`SIP/2.0 ${status}`, ...kept, ...more, 'Content-Length: 0', '', ''].join('\r\n');
}

/**
 * @param answer its answer to whatever it is sent; bytes go in a binary frame.
 * @param onHeard called once the client has heard an answer, or has given the connection up.
 * @param port where it listens; if none is named, any free one.
 */
export async function createOddPool(
  answer: (request: string) => string | Buffer,
  onHeard: (socket: WebSocket) => void = () => undefined,
  port = 0,
): Promise<OddPool> {
  const server = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: () => 'sip' });
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      socket.send(answer(data.toString()));
      // Frames keep their order: a client that answers this one has heard the other.
      socket.ping();
    });
    for (const sign of ['pong', 'close'])
      socket.on(sign, () => {
        onHeard(socket);
      });
  });
  await once(server, 'listening');
  return {
    place: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
