import type { WebSocket } from 'ws';
import { SILENCE_TIMEOUT_MS } from '../../../contract/meetingLimits.ts';
import type { RoomSays } from '../../../contract/meetings.ts';
import type { Budget } from '../sip/budget.ts';
import { createSendQueue, FALLEN_BEHIND_BYTES } from '../sip/sendQueue.ts';
import type { Line } from './roomSeats.ts';

/** One participant's WebSocket. */
export interface RoomLine extends Line {
  /** Ends it if it has been silent for too long. */
  readonly endIfSilent: () => void;
}

const NORMAL = 1000;
const TOO_SLOW = 1013;
const CLOSING_TIME_MS = 2000;

interface Ports {
  readonly now: () => number;
  /** As limits count it. */
  readonly address: string;
  /** Bytes that may wait for a slow participant; beyond that, nothing that others say is added. */
  readonly waitingBytes: number;
  /**
   * Bytes that may wait in all rooms; beyond that, nothing that others say is added, so that what the pool itself says
   * finds room.
   */
  readonly passedBytes: number;
  /** Bytes that one other participant may cause to wait here. */
  readonly waitingBytesOfSender: number;
  /** The budget of all connections together, by who caused what waits. */
  readonly queues: Budget;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** Ends a WebSocket so that nothing is left of it. */
function createEnd(socket: WebSocket) {
  return (code: number): void => {
    socket.close(code);
    setTimeout(() => {
      socket.terminate();
    }, CLOSING_TIME_MS).unref();
  };
}

/** After `end`, anything that arrives is ignored. */
export function createRoomLine(socket: WebSocket, ports: Ports): RoomLine {
  const { now, address, waitingBytes, waitingBytesOfSender, passedBytes, onText, onClose } = ports;
  /** The owner of what a participant caused themselves; an address may have many connections. */
  const own = `for ${address}`;
  const endSocket = createEnd(socket);
  /** States not sent yet, the newest of each type. */
  const unsaid = new Map<RoomSays['type'], RoomSays>();
  let heardAt = now();
  let isOpen = true;
  const catchUp = (): void => {
    for (const [type, message] of unsaid) {
      if (queue.waiting() > FALLEN_BEHIND_BYTES) return;
      if (queue.push(JSON.stringify(message), own, waitingBytes)) unsaid.delete(type);
    }
  };
  const queue = createSendQueue(socket, ports.queues, catchUp);
  const close = (code: number): void => {
    isOpen = false;
    endSocket(code);
  };
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    heardAt = now();
    if (isOpen) onText(isBinary ? '' : data.toString('utf8'));
  });
  // An error of the socket ends it, and only its end counts.
  socket.on('error', () => {
    socket.terminate();
  });
  socket.on('close', () => {
    isOpen = false;
    unsaid.clear();
    onClose();
  });
  const say: Line['say'] = (message) => {
    if (!isOpen || queue.push(JSON.stringify(message), own, waitingBytes)) return;
    // A client that reads well can do without a sign of life if others fill the space that all share.
    if (message.type !== 'alive' || queue.waitingOf(own) > FALLEN_BEHIND_BYTES) close(TOO_SLOW);
  };
  return {
    address,
    say,
    show(message) {
      if (!isOpen) return;
      unsaid.set(message.type, message);
      catchUp();
    },
    pass(message, sender) {
      if (!isOpen || queue.waiting() > waitingBytes || ports.queues.inAll() > passedBytes) return;
      queue.push(JSON.stringify(message), `from ${sender}`, waitingBytesOfSender);
    },
    end(last) {
      if (last) say(last);
      if (isOpen) close(NORMAL);
    },
    endIfSilent() {
      if (now() - heardAt > SILENCE_TIMEOUT_MS) socket.terminate();
      else if (isOpen) catchUp();
    },
  };
}
