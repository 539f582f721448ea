import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connectionOf } from './clientAddress.ts';

export interface HttpSockets {
  readonly count: () => {
    readonly open: number;
    /** Since the start: those for which there was no room, and those that had to make room. */
    readonly refused: number;
    readonly evicted: number;
  };
}

/**
 * Timeouts of an HTTP server, which Node accepts only when it creates one. In milliseconds.
 * @param requestMs how long a request may take to arrive; its headers, including a connection's first, have a third of
 * that.
 */
export const httpTimes = (requestMs: number) => ({
  requestTimeout: requestMs,
  headersTimeout: Math.ceil(requestMs / 3),
  connectionsCheckingInterval: Math.min(1_000, requestMs),
});

/** Milliseconds between two requests on one connection. */
export const KEEP_ALIVE_MS = 5_000;
/**
 * Milliseconds for which a connection may stand still, such as one that does not read its answer; longer than any
 * answer takes.
 */
export const STANDSTILL_MS = 60_000;

/**
 * How many connections so many requests under way need, so that one more can be read: only once its head has arrived is
 * it known whether another makes room for it.
 */
export const withSpare = (requests: number): number => requests + Math.ceil(requests / 10);

/**
 * Bounds an HTTP server's connections: at the limit, the one that has waited longest without a request makes room.
 * WebSockets are counted elsewhere, from their upgrade on.
 * @param leftAloneMs milliseconds for which a connection without a request is left alone.
 */
export function boundSockets(
  server: Server,
  { connections, leftAloneMs }: { readonly connections: number; readonly leftAloneMs: number },
): HttpSockets {
  const open = new Map<string, Socket>();
  /** Connections without a request under way, and since when; longest idle first. */
  const idle = new Map<string, number>();
  const underWay = new WeakMap<Duplex, number>();
  let [refused, evicted] = [0, 0];

  const hasRoom = (): boolean => {
    if (open.size < connections) return true;
    const [longest] = idle;
    if (!longest || performance.now() - longest[1] < leftAloneMs) return false;
    const socket = open.get(longest[0]);
    forget(longest[0]);
    evicted += 1;
    socket?.destroy();
    return true;
  };
  function forget(connection: string): void {
    open.delete(connection);
    idle.delete(connection);
  }

  server.on('connection', (socket: Socket) => {
    const connection = connectionOf(socket);
    if (connection === undefined) return;
    if (!hasRoom()) {
      refused += 1;
      socket.destroy();
      return;
    }
    open.set(connection, socket);
    idle.set(connection, performance.now());
    socket.once('close', () => {
      if (open.get(connection) === socket) forget(connection);
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connectionOf(socket) ?? '';
    idle.delete(connection);
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (underWay.get(socket) ?? 1) - 1;
      underWay.set(socket, left);
      if (left === 0 && open.has(connection)) idle.set(connection, performance.now());
    });
  });
  server.on('upgrade', ({ socket }: IncomingMessage) => {
    forget(connectionOf(socket) ?? '');
  });
  return { count: () => ({ open: open.size, refused, evicted }) };
}
