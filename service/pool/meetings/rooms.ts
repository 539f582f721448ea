import type { WebSocket } from 'ws';
import { LARGEST_MEETING_FRAME_BYTES, MEETING_PROTOCOL } from '../../../contract/meetingLimits.ts';
import type { Refusal } from '../../../contract/meetings.ts';
import { parseParticipantName } from '../../../contract/participantName.ts';
import type { Faults } from '../../shared/faults.ts';
import type { PoolLimits } from '../limits.ts';
import type { Meetings } from './meetings.ts';
import { createRoom, type Room } from './room.ts';
import { createDialog, type Join, type Oversee } from './roomDialog.ts';
import { createBudget } from '../sip/budget.ts';
import { createRoomLine, type RoomLine } from './roomLine.ts';
import type { Seat, Who } from './roomSeats.ts';
import type { Visitor, WebSocketRoute } from '../webSockets.ts';

export interface Rooms {
  readonly route: WebSocketRoute;
  readonly size: () => {
    readonly rooms: number;
    readonly lines: number;
    /** Bytes that wait for participants to read them. */
    readonly roomsQueued: number;
  };
  /** Sends away everyone in a meeting that is over. */
  readonly review: () => void;
  readonly close: () => void;
}

interface Ports {
  readonly meetings: Meetings;
  readonly now: () => number;
  readonly limits: PoolLimits;
  readonly faults: Faults;
}

const SWEEP_INTERVAL_MS = 1000;

/** Who somebody comes as, by their ticket or by the name they give. */
function whoJoins(meetings: Meetings, id: string, { name, ticket }: Join): Who | Refusal {
  if (ticket !== undefined) return meetings.person(id, ticket) ?? 'ticket';
  const read = parseParticipantName(name);
  return read.ok ? { name: read.value, guest: true, host: false, account: null } : 'name';
}

/** Lets people into the rooms, or says why not. */
function createDoor(rooms: Map<string, Room>, meetings: Meetings, now: () => number) {
  const roomOf = (id: string): Room => {
    const room = rooms.get(id) ?? createRoom(now, () => meetings.relays(id));
    rooms.set(id, room);
    return room;
  };
  return (id: string, message: Join | Oversee, line: RoomLine): Seat | Refusal => {
    const meeting = meetings.show(id);
    if (!meeting) return 'no-such-meeting';
    if (meeting.state === 'over') return 'over';
    if (message.type === 'oversee')
      return meetings.person(id, message.ticket)?.host
        ? roomOf(id).oversee(line, meeting)
        : 'ticket';
    const { resume = '' } = message;
    const back = rooms.get(id)?.resume(resume, line, meeting);
    if (back) return back;
    const who = whoJoins(meetings, id, message);
    if (typeof who === 'string') return who;
    if (meetings.isRemoved(id, who)) return 'removed';
    const mayEnter = !who.guest || !meetings.guestsWait(id) || rooms.get(id)?.knows(resume);
    const room = roomOf(id);
    const place = mayEnter
      ? room.enter(who, line, meeting)
      : room.wait(who, line, () => meetings.show(id));
    return place ?? 'full';
  };
}

function forgetEmpty(rooms: Map<string, Room>, meetings: Pick<Meetings, 'noteEmpty'>): void {
  for (const [id, room] of rooms)
    if (room.isEmpty()) {
      rooms.delete(id);
      meetings.noteEmpty(id);
    }
}

/** The share of what may wait in all rooms that people's messages may fill; the rest is for the pool's own. */
const PASSED_SHARE = 0.75;

/** The rooms in which meetings take place: JSON over one WebSocket per participant. */
export function createRooms({ meetings, now, limits, faults }: Ports): Rooms {
  const rooms = new Map<string, Room>();
  const lines = new Set<RoomLine>();
  const queues = createBudget(limits.roomQueues);

  const join = createDoor(rooms, meetings, now);

  const review = () => {
    for (const [id, room] of rooms) if (meetings.show(id)?.state !== 'open') room.end();
    forgetEmpty(rooms, meetings);
  };

  const open = (socket: WebSocket, id: string, { address, prove }: Visitor) => {
    const line: RoomLine = createRoomLine(socket, {
      now,
      address,
      queues,
      waitingBytes: limits.waitingBytes,
      waitingBytesOfSender: limits.waitingBytesOfSender,
      passedBytes: limits.roomQueues.inAll * PASSED_SHARE,
      onText: (text) => {
        dialog.receive(text);
      },
      onClose: () => {
        lines.delete(line);
        dialog.lose();
      },
    });
    const dialog = createDialog({
      line,
      now,
      limits,
      join: (message) => join(id, message, line),
      onJoined: prove,
      end: () => {
        meetings.end(id);
        review();
      },
      remove: (participant) => {
        const removed = rooms.get(id)?.remove(participant);
        if (removed) meetings.noteRemoved(id, removed);
      },
      admit: (participant) => rooms.get(id)?.admit(participant),
    });
    lines.add(line);
  };

  const tidy = () => {
    for (const line of lines) line.endIfSilent();
    for (const room of rooms.values()) room.expire();
    forgetEmpty(rooms, meetings);
    meetings.tidy((id) => rooms.has(id));
  };
  const sweep = setInterval(() => {
    faults.contain('room sweep', tidy);
  }, SWEEP_INTERVAL_MS);

  return {
    route: {
      path: /^\/v1\/meetings\/([^/]+)\/room$/,
      protocol: MEETING_PROTOCOL,
      frameBytes: LARGEST_MEETING_FRAME_BYTES,
      open: (socket, visitor, [id = '']) => {
        open(socket, id, visitor);
      },
    },
    size: () => ({ rooms: rooms.size, lines: lines.size, roomsQueued: queues.inAll() }),
    review,
    close: () => {
      clearInterval(sweep);
    },
  };
}
