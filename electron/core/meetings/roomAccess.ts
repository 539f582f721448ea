import type { MeetingLink } from '../../../contract/meetingLink.ts';
import type { CandorTelemetry } from '../product/candorTelemetry.ts';
import { roomOf } from './invitations.ts';
import { mayMeetAt } from './mayMeetAt.ts';

/** The meeting window's access to the room of the open meeting. */
export interface RoomAccess {
  /** The room's current WebSocket address; undefined if policy forbids meetings at its pool. */
  readonly room: () => URL | undefined;
  /** Opens the way to the current room, and closes the previous one; resolves once the window may use it. */
  readonly open: () => Promise<void>;
  /** Whether the way that was opened last is still the right one. */
  readonly isRight: () => boolean;
}

/**
 * @param link to the open meeting, if any.
 * @param mayAsk whether its pool may be asked; until then nothing leads there.
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
