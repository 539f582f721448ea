import { z } from 'zod';
import { meetingEventSchema, type Invitation, type MeetNowProblem } from './invitation.ts';
import { call, nothing } from './ipcCall.ts';
import type { LinkProblem } from './meetingLink.ts';
import type { Ticket } from './meetings.ts';
import { LONGEST_PASTED_LINK } from './pastedLink.ts';

/** What windows ask about meetings. */
export const meetingCalls = {
  /** Makes a meeting, and opens its window. */
  meetNow: call<MeetNowProblem | null>().taking(nothing),
  /** Opens the window of the meeting that a link leads to. @returns what is wrong with the link. */
  joinByLink: call<LinkProblem | null>().taking(z.string().max(2 * LONGEST_PASTED_LINK)),
  /** Leaves the meeting for the one of which `otherMeeting` told. */
  joinOtherMeeting: call<undefined>().taking(nothing),
  /** Asks the pool what it says of this window's meeting, at this moment. */
  getInvitation: call<Invitation>().taking(nothing),
  /** The person has read the name of the pool that a link leads to, and agrees that it is asked. */
  askMeetingPool: call<undefined>().taking(nothing),
  /** Proves the person who is signed in to the room, once; null for a guest. */
  getTicket: call<Ticket | null>().taking(nothing),
  meetingEvent: call<undefined>().taking(meetingEventSchema),
  copyJoinUrl: call<undefined>().taking(nothing),
};

/** What windows are told of meetings. */
export interface MeetingNotices {
  /** Another link was opened: the meeting's window is to show what it leads to. */
  readonly invitationChanged: undefined;
  /** Another link was opened while the person is in a meeting, which they leave only if they say so. */
  readonly otherMeeting: Invitation;
}
