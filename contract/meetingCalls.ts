import { z } from 'zod';
import { meetingEventSchema, type Invitation, type MeetNowProblem } from './invitation.ts';
import { ALWAYS, call, deniableCall, notice, nothing } from './ipcCall.ts';
import type { LinkProblem } from './meetingLink.ts';
import type { Ticket } from './meetings.ts';
import { LONGEST_PASTED_LINK } from './pastedLink.ts';

/** What windows ask about meetings. */
export const meetingCalls = {
  /** Creates a meeting, and opens its window. */
  meetNow: deniableCall<MeetNowProblem | null>(null).taking(nothing, {
    worst: 'The person’s own pool makes a meeting in their name, and its window opens.',
    press: ALWAYS,
  }),
  /** Opens the window of the meeting that a link leads to. @returns what is wrong with the link. */
  joinByLink: deniableCall<LinkProblem | null>(null).taking(
    z.string().max(2 * LONGEST_PASTED_LINK),
    {
      worst: 'The meeting’s window opens, and the person’s own pool is asked about that meeting.',
      press: ALWAYS,
    },
  ),
  /** Leaves the meeting for the one that `otherMeeting` announced. */
  joinOtherMeeting: deniableCall().taking(nothing, {
    worst: 'The meeting is left for another whose link was opened, and that one’s pool is asked.',
    press: ALWAYS,
  }),
  /** Asks the pool about this window's meeting. */
  getInvitation: call<Invitation>().taking(nothing, {
    worst: 'The pool of the meeting that is open is asked about it, if the person agreed to that.',
  }),
  /** The person has read the name of the pool that a link leads to, and agrees to have it asked. */
  askMeetingPool: deniableCall().taking(nothing, {
    worst: 'The pool is asked that the link names which was opened; no other host.',
    press: ALWAYS,
  }),
  /** Proves the person who is signed in to the room, once; null for a guest. */
  getTicket: call<Ticket | null>().taking(nothing, {
    worst:
      'The person’s own pool gives a ticket for the meeting that is open, which proves them there once.',
  }),
  meetingEvent: call().taking(meetingEventSchema, {
    worst: 'Counts of attempts, meetings and minutes are wrong.',
  }),
  copyJoinUrl: call().taking(nothing, {
    worst: 'The clipboard holds the link of the meeting that is open.',
  }),
};

/** What windows are told of meetings. */
export const meetingNotices = {
  /** Another link was opened: the meeting's window should show where it leads. */
  invitationChanged: notice(),
  /** Another link was opened while the person is in a meeting, which they leave only if they say so. */
  otherMeeting: notice<Invitation>(),
};
