import type { WebSocket } from 'ws';
import type { Budget } from './budget.ts';

/** What waits for one client to read it, by who caused it. */
export interface SendQueue {
  /** @returns whether it was sent or waits; false where too much of the owner's waits already. */
  readonly push: (text: string, owner: string, most: number) => boolean;
  /** Bytes that wait. */
  readonly waiting: () => number;
  /** Those of one owner. */
  readonly waitingOf: (owner: string) => number;
}

/** Bytes that wait, if a client is behind. */
export const MUCH = 64 * 1024;
/** What a frame costs beside its bytes. */
const OVERHEAD = 256;

/**
 * @param budget of all queues together; it counts each owner's bytes wherever they wait.
 * @param onSent is called whenever something no longer waits.
 */
export function createSendQueue(
  socket: WebSocket,
  budget: Budget,
  onSent: () => void = () => undefined,
): SendQueue {
  const byOwner = new Map<string, number>();
  let waiting = 0;
  let isClosed = false;
  const give = (owner: string, bytes: number) => {
    if (isClosed) return;
    const left = (byOwner.get(owner) ?? 0) - bytes;
    if (left > 0) byOwner.set(owner, left);
    else byOwner.delete(owner);
    waiting -= bytes;
    budget.release(owner, bytes);
  };
  // The library answers pings by itself, and keeps the answers that are not read.
  socket.on('ping', () => {
    if (socket.bufferedAmount - waiting > MUCH) socket.terminate();
  });
  socket.on('close', () => {
    for (const [owner, bytes] of byOwner) budget.release(owner, bytes);
    byOwner.clear();
    [isClosed, waiting] = [true, 0];
  });
  return {
    push(text, owner, most) {
      // What is said to a socket on its way out is lost with it.
      if (isClosed || socket.readyState !== socket.OPEN) return true;
      const bytes = Buffer.byteLength(text) + OVERHEAD;
      const own = (byOwner.get(owner) ?? 0) + bytes;
      if (own > most || !budget.take(owner, bytes)) return false;
      byOwner.set(owner, own);
      waiting += bytes;
      // An error ends the socket, and its end gives everything back.
      socket.send(text, () => {
        give(owner, bytes);
        onSent();
      });
      return true;
    },
    waiting: () => waiting,
    waitingOf: (owner) => byOwner.get(owner) ?? 0,
  };
}
