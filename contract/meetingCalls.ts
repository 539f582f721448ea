import { z } from 'zod';
import { meetingEventSchema, type Invitation, type MeetNowProblem } from './invitation.ts';
import { call, nothing } from './ipcCall.ts';
import { LONGEST_LINK, type LinkProblem } from './meetingLink.ts';

/** What windows ask about meetings. */
export const meetingCalls = {
  /** Makes a meeting, and opens its window. */
  meetNow: call<MeetNowProblem | null>().taking(nothing),
  /** Opens the window of the meeting that a link leads to. @returns what is wrong with the link. */
  joinByLink: call<LinkProblem | null>().taking(z.string().max(2 * LONGEST_LINK)),
  /** Asks the pool what it says of this window's meeting, at this moment. */
  getInvitation: call<Invitation>().taking(nothing),
  /** Proves the person who is signed in to the room, once; null for a guest. */
  getTicket: call<string | null>().taking(nothing),
  meetingEvent: call<undefined>().taking(meetingEventSchema),
  copyJoinUrl: call<undefined>().taking(nothing),
};
