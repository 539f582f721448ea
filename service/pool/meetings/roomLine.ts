import type { WebSocket } from 'ws';
import { SILENCE } from '../../../contract/meetingLimits.ts';
import type { Line } from './roomSeats.ts';

/** One participant's WebSocket. */
export interface RoomLine extends Line {
  /** Ends it where it said nothing for too long. */
  readonly endIfSilent: () => void;
}

const NORMAL = 1000;
const TOO_SLOW = 1013;
const CLOSING_TIME = 2000;

interface Ports {
  readonly now: () => number;
  /** Bytes that may wait for a slow participant before they are let go. */
  readonly waitingBytes: number;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** After `end`, nothing that arrives is heard. */
export function createRoomLine(socket: WebSocket, ports: Ports): RoomLine {
  const { now, waitingBytes, onText, onClose } = ports;
  let heardAt = now();
  let isOpen = true;
  const close = (code: number) => {
    isOpen = false;
    socket.close(code);
    setTimeout(() => {
      socket.terminate();
    }, CLOSING_TIME).unref();
  };
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    heardAt = now();
    if (isOpen) onText(isBinary ? '' : data.toString('utf8'));
  });
  // What goes wrong with a socket ends it, and the end is what counts.
  socket.on('error', () => {
    socket.terminate();
  });
  socket.on('close', () => {
    isOpen = false;
    onClose();
  });
  const say: Line['say'] = (message) => {
    if (!isOpen) return;
    if (socket.bufferedAmount > waitingBytes) close(TOO_SLOW);
    else socket.send(JSON.stringify(message));
  };
  return {
    say,
    end(last) {
      if (last) say(last);
      if (isOpen) close(NORMAL);
    },
    endIfSilent() {
      if (now() - heardAt > SILENCE) socket.terminate();
    },
  };
}
