import {
  ALIVE_INTERVAL_MS,
  LARGEST_ROOM_FRAME,
  MEETING_PROTOCOL,
  SILENCE_TIMEOUT_MS,
} from '../../../contract/meetingLimits.ts';
import { parseRoomSays, type ParticipantSays, type RoomSays } from '../../../contract/meetings.ts';
import { isTooLong, TOO_LONG } from '../../sip/isTooLong.ts';

/** How long the pool may take to let somebody in, in milliseconds. */
const ATTEMPT_MS = 10_000;

/** The room's possible first answers. */
const answers: ReadonlySet<RoomSays['type']> = new Set(['joined', 'wait', 'overseeing']);

/** One connection to a room, from its first packet until it is lost or closed. */
export interface RoomSocket {
  /** @returns whether it could be sent. */
  readonly say: (what: ParticipantSays) => boolean;
  /** Closes it; nothing more is heard of it. */
  readonly close: () => void;
}

export interface RoomSocketEvents {
  readonly onOpen: () => void;
  readonly onSaid: (said: RoomSays) => void;
  /**
   * @param code the WebSocket's own, `1009` for a message that is too long, or `silent`; called once, after which the
   * connection is closed.
   */
  readonly onLost: (code: string) => void;
}

/** Connects, sends keep-alives, and treats a silent room as a lost connection. */
export function openRoomSocket(url: string, events: RoomSocketEvents): RoomSocket {
  const socket = new WebSocket(url, MEETING_PROTOCOL);
  let heardAt = performance.now();

  const say = (what: ParticipantSays): boolean => {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(what));
    return true;
  };
  const close = (): void => {
    clearTimeout(limit);
    clearInterval(alive);
    Object.assign(socket, { onopen: null, onmessage: null, onclose: null });
    socket.close();
  };
  const lose = (code: string): void => {
    close();
    events.onLost(code);
  };
  const limit = setTimeout(() => {
    lose('silent');
  }, ATTEMPT_MS);
  const alive = setInterval(() => {
    if (performance.now() - heardAt > SILENCE_TIMEOUT_MS) lose('silent');
    else say({ type: 'alive' });
  }, ALIVE_INTERVAL_MS);

  socket.onopen = events.onOpen;
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isTooLong(data, LARGEST_ROOM_FRAME)) {
      lose(TOO_LONG);
      return;
    }
    heardAt = performance.now();
    const said = parseRoomSays(typeof data === 'string' ? data : '');
    // What is not understood is ignored: a newer pool may send more.
    if (!said.ok) return;
    if (answers.has(said.value.type)) clearTimeout(limit);
    events.onSaid(said.value);
  };
  socket.onclose = ({ code }) => {
    lose(String(code));
  };
  return { say, close };
}
