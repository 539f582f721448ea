import type { WebSocket } from 'ws';
import { formatSip, type SipMessage } from './sipMessage.ts';

/** One client's WebSocket. */
export interface Connection {
  readonly id: number;
  readonly address: string;
  /** Who proved on this connection to be whom, as `user@domain`. */
  readonly accounts: Set<string>;
  readonly send: (message: SipMessage) => void;
  readonly onText: (listener: (text: string) => void) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: (code: number, reason: string) => void;
}

export interface ConnectionLimits {
  /** Bytes that may wait for a slow client before it is let go. */
  readonly waitingBytes: number;
  /** Milliseconds between pings; a client that answers none in between is let go. */
  readonly ping: number;
}

const TOO_SLOW = 1013;

/** RFC 5626, section 3.5.1: a double line end is a ping, a single one its answer. */
const KEEP_ALIVE = '\r\n\r\n';

export function createConnection(
  socket: WebSocket,
  { id, address, limits }: { id: number; address: string; limits: ConnectionLimits },
): Connection {
  let isAlive = true;
  const ping = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, limits.ping);
  const heard = () => {
    isAlive = true;
  };
  socket.on('pong', heard);
  socket.on('close', () => {
    clearInterval(ping);
  });
  // What goes wrong with a socket ends it, and the end is what counts.
  socket.on('error', () => {
    socket.terminate();
  });
  const close = (code: number, reason: string) => {
    socket.close(code, reason);
    setTimeout(() => {
      socket.terminate();
    }, 2_000).unref();
  };
  return {
    id,
    address,
    accounts: new Set(),
    send(message) {
      if (socket.bufferedAmount > limits.waitingBytes) close(TOO_SLOW, 'too slow');
      else if (socket.readyState === socket.OPEN) socket.send(formatSip(message));
    },
    onText(listener) {
      socket.on('message', (data: Buffer) => {
        heard();
        const text = data.toString('utf8');
        if (text === KEEP_ALIVE) socket.send('\r\n');
        else if (text.trim() !== '') listener(text);
      });
    },
    onClose: (listener) => void socket.on('close', listener),
    close,
  };
}
