import type { MeetingLink } from '../contract/meetingLink.ts';
import { mayMeetAt } from './addresses.ts';
import type { Telemetry } from './core/telemetry.ts';
import { roomOf } from './meetingInvitations.ts';

/** The way that the meeting's window has to the room of the meeting that is open. */
export interface MeetingWay {
  /** The room's WebSocket address as of now; nothing where policy does not let Candor meet at its pool. */
  readonly room: () => URL | undefined;
  /** Opens the way to the room as of now, and closes the one before; resolves once the window may go it. */
  readonly open: () => Promise<void>;
  /** Whether the way that was opened last is the right one still. */
  readonly isRight: () => boolean;
}

/** @param link to the meeting that is open, where one is. */
export function createMeetingWay(
  { policy }: Pick<Telemetry, 'policy'>,
  link: () => MeetingLink | undefined,
  onMoved: (room: URL | undefined) => Promise<void>,
): MeetingWay {
  const room = (): URL | undefined => {
    const at = link();
    if (!at || !mayMeetAt(at.pool, policy())) return undefined;
    return URL.parse(roomOf(at)) ?? undefined;
  };
  let opened: URL | undefined;
  return {
    room,
    isRight: () => room()?.href === opened?.href,
    open() {
      opened = room();
      return onMoved(opened);
    },
  };
}
