import type { MeetingLink } from '../../../contract/meetingLink.ts';
import type { CandorTelemetry } from '../product/candorTelemetry.ts';
import { roomOf } from './invitations.ts';
import { mayMeetAt } from './mayMeetAt.ts';

/** The way that the meeting's window has to the room of the meeting that is open. */
export interface RoomAccess {
  /** The room's WebSocket address as of now; undefined if policy does not let Candor meet at its pool. */
  readonly room: () => URL | undefined;
  /** Opens the way to the room as of now, and closes the one before; resolves once the window may go it. */
  readonly open: () => Promise<void>;
  /** Whether the way that was opened last is the right one still. */
  readonly isRight: () => boolean;
}

/**
 * @param link to the meeting that is open, where one is.
 * @param mayAsk whether its pool may be asked; until then no way leads there.
 */
export function createRoomAccess(
  { policy }: Pick<CandorTelemetry, 'policy'>,
  link: () => MeetingLink | undefined,
  mayAsk: (pool: string) => boolean,
  onMoved: (room: URL | undefined) => Promise<void>,
): RoomAccess {
  const room = (): URL | undefined => {
    const at = link();
    if (!at || !mayMeetAt(at.pool, policy())) return undefined;
    return URL.parse(roomOf(at)) ?? undefined;
  };
  const reachable = (): URL | undefined => {
    const at = link();
    return at && mayAsk(at.pool) ? room() : undefined;
  };
  let opened: URL | undefined;
  return {
    room,
    isRight: () => reachable()?.href === opened?.href,
    open() {
      opened = reachable();
      return onMoved(opened);
    },
  };
}
