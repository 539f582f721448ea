import { clipboard } from 'electron';
import type { Handlers } from '../../contract/ipc.ts';
import type { Meetings } from '../core/meetings/meetings.ts';

/** What the windows ask about meetings. */
export function createMeetingHandlers(meetings: Meetings) {
  return {
    meetNow: meetings.meetNow,
    joinByLink: meetings.joinByLink,
    joinOtherMeeting: () => {
      meetings.joinOther();
    },
    getInvitation: meetings.invitation,
    askMeetingPool: async () => {
      await meetings.askPool();
    },
    getTicket: meetings.ticket,
    meetingEvent: (event) => {
      meetings.happened(event);
    },
    copyJoinUrl: () => {
      void clipboard.writeText(meetings.joinUrl() ?? '');
    },
  } satisfies Partial<Handlers>;
}
