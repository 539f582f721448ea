import { clipboard } from 'electron';
import type { Handlers } from '../../contract/ipc.ts';
import type { Meetings } from '../core/meetings/meetings.ts';

type Names =
  | 'meetNow'
  | 'joinByLink'
  | 'joinOtherMeeting'
  | 'getInvitation'
  | 'askMeetingPool'
  | 'getTicket'
  | 'meetingEvent'
  | 'copyJoinUrl';

/** What the windows ask about meetings. */
export function createMeetingHandlers(meetings: Meetings): Pick<Handlers, Names> {
  return {
    meetNow: meetings.meetNow,
    joinByLink: meetings.joinByLink,
    joinOtherMeeting: () => {
      meetings.joinOther();
      return undefined;
    },
    getInvitation: meetings.invitation,
    askMeetingPool: async () => {
      await meetings.askPool();
      return undefined;
    },
    getTicket: meetings.ticket,
    meetingEvent: (event) => {
      meetings.happened(event);
      return undefined;
    },
    copyJoinUrl: () => {
      void clipboard.writeText(meetings.joinUrl() ?? '');
      return undefined;
    },
  };
}
