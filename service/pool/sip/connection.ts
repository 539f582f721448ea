import type { WebSocket } from 'ws';
import type { Faults } from '../../shared/faults.ts';
import type { Budget } from './budget.ts';
import { createSendQueue, MUCH } from './sendQueue.ts';
import { formatSip, type SipMessage } from './sipMessage.ts';
import type { Visitor } from '../webSockets.ts';

/** One client's WebSocket. */
export interface Connection {
  readonly id: number;
  readonly address: string;
  /** Who proved on this connection to be whom, as `user@domain`. */
  readonly accounts: ReadonlySet<string>;
  readonly prove: (account: string) => void;
  /** Sends what the client itself asked for; one that does not read what it asks for is let go. */
  readonly send: (message: SipMessage) => void;
  /**
   * Sends what another account caused. @returns false, and sends nothing, where too much of theirs, or of
   * everyone's, waits here already: a sender can cost a receiver no connection.
   */
  readonly offer: (message: SipMessage, sender: string) => boolean;
  readonly onText: (listener: (text: string) => void) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: (code: number, reason: string) => void;
}

export interface ConnectionLimits {
  /** Bytes that may wait for a slow client: of what it asked for before it is let go, and of what others send it. */
  readonly waitingBytes: number;
  /** Bytes of one sender's that may wait for one slow client. */
  readonly waitingBytesOfSender: number;
  /** Bytes that may wait in all connections together. */
  readonly queues: { readonly inAll: number };
  /** Milliseconds between pings; a client that answers none in between is let go. */
  readonly ping: number;
}

const TOO_SLOW = 1013;
/** Of what may wait in all, what strangers can fill: the rest is for people who signed in. */
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
  // What goes wrong with a socket ends it, and the end is what counts.
  socket.on('error', cutOff);
  const close = (code: number, reason: string) => {
    socket.close(code, reason);
    setTimeout(cutOff, 2_000).unref();
  };
  const accounts = new Set<string>();
  const say = (text: string) => {
    // All of an account's connections share what may wait for it, and all of an address's on which nobody signed in.
    const [account] = accounts;
    const owner = account === undefined ? `at ${visitor.address}` : `for ${account}`;
    const isForStrangers = queues.inAll() < limits.queues.inAll * STRANGERS_SHARE;
    const hasRoom = account !== undefined || isForStrangers;
    if (hasRoom && queue.push(text, owner, limits.waitingBytes)) return;
    // Where others fill what there is for all, who reads well loses an answer, not the connection.
    if (queue.waitingOf(owner) > MUCH) close(TOO_SLOW, 'too slow');
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
