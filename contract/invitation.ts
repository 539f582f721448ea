import { z } from 'zod';
import type { LinkProblem } from './meetingLink.ts';
import type { Meeting } from './meetings.ts';
import { networkQuality } from './networkQuality.ts';

/** What a window or a page that shows a meeting starts with. */
export type Invitation =
  /** Its link is malformed. */
  | { readonly state: 'malformed'; readonly problem: LinkProblem }
  /** The pool is not the person's own: it is asked only once they have read its name and agreed. */
  | { readonly state: 'unasked'; readonly pool: string }
  /** An administrator restricts Candor to another pool. */
  | { readonly state: 'otherPool'; readonly pool: string }
  | { readonly state: 'notFound'; readonly pool: string }
  /** The pool gave no usable answer about the meeting. */
  | { readonly state: 'unreachable'; readonly pool: string }
  | {
      readonly state: 'found';
      readonly meeting: Meeting;
      /** The pool's host, as a person knows it. */
      readonly pool: string;
      /** The room's address, by ws or wss. */
      readonly roomUrl: string;
      /** The link to give to others. */
      readonly joinUrl: string;
      /** The pool's name for the person; null if they join as a guest. */
      readonly account: string | null;
      /** Whether nobody is signed in: then the meeting's host decides what is collected. */
      readonly isGuest: boolean;
    };

/** The events of a person's stay in a meeting, as they are counted and reported. */
export const meetingEventSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('attempted') }),
  z.strictObject({ event: z.literal('joined') }),
  z.strictObject({ event: z.literal('left') }),
  z.strictObject({
    event: z.literal('failed'),
    code: z.string().regex(/^[\w-]{1,64}$/),
    quality: networkQuality.optional(),
  }),
]);
export type MeetingEvent = z.infer<typeof meetingEventSchema>;

/** Why Meet now failed. */
export type MeetNowProblem = 'signedOut' | 'refused' | 'unreachable';
