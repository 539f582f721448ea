import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerUnparsed } from './replies.ts';

/** Milliseconds between two checks of a request that arrives at a steady rate. */
const LOOK_MS = 1_000;

const tooSlow = Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

/**
 * Ends requests that arrive too slowly, as Node's own `requestTimeout` does, but judges large ones by their progress:
 * over a slow connection one may take long, yet one that sends a byte now and then is still ended. Node's own limit has
 * to be longer.
 * @param requestMs how long any request may take.
 * @param leastBytesPerSecond how many bytes a large one has to bring for each further second.
 */
export function boundArrival(
  server: Server,
  {
    requestMs,
    leastBytesPerSecond,
    isLarge,
  }: {
    readonly requestMs: number;
    readonly leastBytesPerSecond: number;
    readonly isLarge: (request: IncomingMessage) => boolean;
  },
): void {
  /**
   * Bytes that had arrived on a connection when its last request ended: much of the next one comes along with its head.
   */
  const read = new WeakMap<Socket, number>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const [from, before] = [performance.now(), read.get(socket) ?? 0];
    const look = (): void => {
      if (request.complete) return;
      const arrived = isLarge(request) ? socket.bytesRead - before : 0;
      const until = from + requestMs + (arrived * 1000) / leastBytesPerSecond;
      const left = until - performance.now();
      if (left > 0) timer = setTimeout(look, Math.max(left, Math.min(LOOK_MS, requestMs)));
      else if (response.headersSent) socket.destroy();
      else answerUnparsed(tooSlow, socket);
    };
    let timer = setTimeout(look, requestMs);
    request.once('close', () => {
      clearTimeout(timer);
      read.set(socket, socket.bytesRead);
    });
  });
}
