import type { WebSocket } from 'ws';
import type { Budget } from './budget.ts';

/** What waits for one client to read it, by who caused it. */
export interface SendQueue {
  /** @returns whether it was sent or waits; false if too much of the owner's, or of everyone's, waits already. */
  readonly push: (text: string, owner: string, most: number) => boolean;
  /** Bytes that wait. */
  readonly waiting: () => number;
  /** Bytes of one owner that wait. */
  readonly waitingOf: (owner: string) => number;
}

/** With more bytes waiting than this, a client has fallen behind. */
export const FALLEN_BEHIND_BYTES = 64 * 1024;
/** Bytes that a frame costs besides its content. */
const FRAME_OVERHEAD_BYTES = 256;

/**
 * @param budget shared by all queues; it counts each owner's bytes wherever they wait.
 * @param onSent called whenever something no longer waits.
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
  // The library answers pings by itself, and buffers the answers that are not read.
  socket.on('ping', () => {
    if (socket.bufferedAmount - waiting > FALLEN_BEHIND_BYTES) socket.terminate();
  });
  socket.on('close', () => {
    for (const [owner, bytes] of byOwner) budget.release(owner, bytes);
    byOwner.clear();
    [isClosed, waiting] = [true, 0];
  });
  return {
    push(text, owner, most) {
      // What is sent to a closing socket is lost with it.
      if (isClosed || socket.readyState !== socket.OPEN) return true;
      const bytes = Buffer.byteLength(text) + FRAME_OVERHEAD_BYTES;
      const own = (byOwner.get(owner) ?? 0) + bytes;
      if (own > most || !budget.take(owner, bytes)) return false;
      byOwner.set(owner, own);
      waiting += bytes;
      // An error ends the socket, and its end releases everything.
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
