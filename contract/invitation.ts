import { z } from 'zod';
import type { LinkProblem } from './meetingLink.ts';
import type { Meeting } from './meetings.ts';
import { networkQuality } from './networkQuality.ts';

/** What a window or a page that shows a meeting starts from. */
export type Invitation =
  /** Its link is none. */
  | { readonly state: 'malformed'; readonly problem: LinkProblem }
  /** The pool is not the person's own: it is asked only once they have read its name and agreed. */
  | { readonly state: 'unasked'; readonly pool: string }
  /** An administrator lets Candor talk to another pool alone. */
  | { readonly state: 'otherPool'; readonly pool: string }
  | { readonly state: 'notFound'; readonly pool: string }
  /** The pool gave no answer that says anything of the meeting. */
  | { readonly state: 'unreachable'; readonly pool: string }
  | {
      readonly state: 'found';
      readonly meeting: Meeting;
      /** The pool's host, as a person knows it. */
      readonly pool: string;
      /** The room's address, by ws or wss. */
      readonly roomUrl: string;
      /** What to give to others. */
      readonly joinUrl: string;
      /** The name that the pool has for the person; null if they come as a guest. */
      readonly account: string | null;
      /** Whether nobody is signed in: then the meeting's host decides what is collected of it. */
      readonly isGuest: boolean;
    };

/** What becomes of a person's stay, as it is counted and reported. */
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

/** Why no meeting came of Meet now. */
export type MeetNowProblem = 'signedOut' | 'refused' | 'unreachable';
