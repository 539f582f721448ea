import type { WebSocket } from 'ws';
import type { Faults } from '../../shared/faults.ts';
import type { Budget } from './budget.ts';
import { createSendQueue, FALLEN_BEHIND_BYTES } from './sendQueue.ts';
import { formatSip, type SipMessage } from './sipMessage.ts';
import type { Visitor } from '../webSockets.ts';

/** One client's WebSocket. */
export interface Connection {
  readonly id: number;
  readonly address: string;
  /** The accounts that were proved on this connection, as `user@domain`. */
  readonly accounts: ReadonlySet<string>;
  readonly prove: (account: string) => void;
  /** Sends what the client itself asked for; a client that does not read it is disconnected. */
  readonly send: (message: SipMessage) => void;
  /**
   * Sends what another account caused.
   * @returns false, having sent nothing, if too much of theirs, or of everyone's, already waits here: a sender can't
   * cost a receiver its connection.
   */
  readonly offer: (message: SipMessage, sender: string) => boolean;
  readonly onText: (listener: (text: string) => void) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: (code: number, reason: string) => void;
}

export interface ConnectionLimits {
  /**
   * Bytes that may wait for a slow client: of what it asked for, before it is disconnected, and of what others send it.
   */
  readonly waitingBytes: number;
  /** Bytes from one sender that may wait for one slow client. */
  readonly waitingBytesOfSender: number;
  /** Bytes that may wait in all connections together. */
  readonly queues: { readonly inAll: number };
  /** Milliseconds between pings; a client that stays silent in between is disconnected. */
  readonly ping: number;
}

const TOO_SLOW = 1013;
/** The share of what may wait in all that strangers can fill; the rest is for people who have signed in. */
const STRANGERS_SHARE = 0.5;

/** RFC 5626, section 3.5.1: a double line end is a ping, a single one its answer. */
const KEEP_ALIVE = '\r\n\r\n';

export function createConnection(
  socket: WebSocket,
  {
    id,
    visitor,
    limits,
    queues,
    faults,
  }: { id: number; visitor: Visitor; limits: ConnectionLimits; queues: Budget; faults: Faults },
): Connection {
  const queue = createSendQueue(socket, queues);
  let isAlive = true;
  const cutOff = () => {
    socket.terminate();
  };
  const ask = () => {
    if (!isAlive) {
      cutOff();
      return;
    }
    isAlive = false;
    socket.ping();
  };
  const ping = setInterval(() => {
    faults.contain('sip', ask, cutOff);
  }, limits.ping);
  const heard = () => {
    isAlive = true;
  };
  socket.on('pong', heard);
  socket.on('close', () => {
    clearInterval(ping);
  });
  // An error of the socket ends it, and only its end counts.
  socket.on('error', cutOff);
  const close = (code: number, reason: string) => {
    socket.close(code, reason);
    setTimeout(cutOff, 2_000).unref();
  };
  const accounts = new Set<string>();
  const say = (text: string) => {
    // All connections of an account share what may wait for it; so do all those of an address on which nobody has
    // signed in.
    const [account] = accounts;
    const owner = account === undefined ? `at ${visitor.address}` : `for ${account}`;
    const isForStrangers = queues.inAll() < limits.queues.inAll * STRANGERS_SHARE;
    const hasRoom = account !== undefined || isForStrangers;
    if (hasRoom && queue.push(text, owner, limits.waitingBytes)) return;
    // If others fill the space that all share, a client that reads well loses an answer, not its connection.
    if (queue.waitingOf(owner) > FALLEN_BEHIND_BYTES) close(TOO_SLOW, 'too slow');
  };
  return {
    id,
    address: visitor.address,
    accounts,
    prove(account) {
      accounts.add(account);
      visitor.prove(account);
    },
    send(message) {
      say(formatSip(message));
    },
    offer(message, sender) {
      if (queue.waiting() > limits.waitingBytes) return false;
      return queue.push(formatSip(message), `from ${sender}`, limits.waitingBytesOfSender);
    },
    onText(listener) {
      socket.on('message', (data: Buffer) => {
        heard();
        const text = data.toString('utf8');
        if (text === KEEP_ALIVE) say('\r\n');
        listener(text);
      });
    },
    onClose: (listener) => void socket.on('close', listener),
    close,
  };
}
