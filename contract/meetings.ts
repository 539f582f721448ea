import { config, z } from 'zod';
import type { Parsed } from './envelope.ts';
import {
  CHAT_KEPT,
  LONGEST_CANDIDATE,
  LONGEST_CHAT,
  LONGEST_NAME,
  LONGEST_SDP,
  LONGEST_TITLE,
  meetingIdPattern,
  MOST_PARTICIPANTS,
  MOST_WAITING,
} from './meetingLimits.ts';
import { canBeSeen } from './participantName.ts';
import { PERSON_COLOURS } from './personColour.ts';
import { relayAccess, relayUris } from './relays.ts';

const instant = z.iso.datetime({ offset: false });
const meetingId = z.string().regex(meetingIdPattern);
/** Made by the pool for one stay in one meeting; reveals nothing about the person. */
const participantId = z.string().regex(/^[0-9a-f]{16}$/);
/** Random, made by the pool; whoever presents it is believed. */
const secret = z.string().regex(/^[0-9a-f]{64}$/);
/** A name as its bearer gave it; one that can't be seen is shown as unknown, and invalidates nothing else. */
const shownName = z
  .string()
  .max(128)
  .transform((name) => (name === '' || canBeSeen(name) ? name : '?'));
const title = z.string().trim().max(LONGEST_TITLE);
const chatText = z.string().min(1).max(LONGEST_CHAT);

const meetingSchema = z.object({
  id: meetingId,
  /** Empty if its host gave none. */
  title: shownName,
  /** The host and their organisation, each by its display name. */
  host: z.object({ displayName: shownName, organisation: shownName }),
  state: z.enum(['open', 'over']),
  /** Whether the host's pool currently allows usage and error data of its meetings to be sent. */
  MeetingUxEnableTelemetry: z.boolean(),
  /** The addresses of the relays (TURN) that its sound may go through; not there if its host's pool names none. */
  relays: relayUris.optional().catch(undefined),
  /** The host's organisation lets nobody's sound go past them. */
  RelayOnly: z.boolean().optional().catch(true),
});
/** What anyone who has a meeting's link may know about it: `GET /v1/meetings/:id`. */
export type Meeting = z.infer<typeof meetingSchema>;

/**
 * The body of `POST /v1/meetings`; a missing title counts as empty, and readers are then shown whose meeting it is
 * (`contract/meetingTitle.ts`).
 */
export const newMeetingSchema = z.strictObject({ title: title.refine(canBeSeen).optional() });
const madeMeetingSchema = z.object({ id: meetingId, title, joinUrl: z.url() });
export type MadeMeeting = z.infer<typeof madeMeetingSchema>;
const ticketSchema = z.object({
  ticket: secret,
  /** Whether the ticket's account hosts the meeting. */
  host: z.boolean().default(false),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** What two participants send each other through the pool to set up their connection (WebRTC signalling). */
const signalData = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['offer', 'answer']), sdp: z.string().max(LONGEST_SDP) }),
  z.strictObject({
    type: z.literal('candidate'),
    /** Empty at the end of candidates. */
    candidate: z.string().max(LONGEST_CANDIDATE),
    sdpMid: z.string().max(64).nullable(),
    sdpMLineIndex: z.int().min(0).max(63).nullable(),
    usernameFragment: z.string().max(256).nullable(),
  }),
]);
export type SignalData = z.infer<typeof signalData>;

const participant = z.object({
  id: participantId,
  /** The pool's name for someone who joined with a ticket; a guest's own word. */
  name: shownName,
  /** Joined without a ticket: nobody vouches for the name. */
  guest: z.boolean(),
  host: z.boolean(),
  muted: z.boolean(),
  /** False while the pool keeps the place of someone whose connection was lost. */
  isConnected: z.boolean(),
  /**
   * The colour of the avatar of someone who joined with a ticket, the same as in conversations; it reveals no
   * address.
   */
  colour: z.int().min(0).lt(PERSON_COLOURS).optional().catch(undefined),
});
export type Participant = z.infer<typeof participant>;

/** A guest who waits for the host to let them in. */
const waitingGuest = z.object({ id: participantId, name: shownName });
export type WaitingGuest = z.infer<typeof waitingGuest>;

const chatMessage = {
  /** Made by the sender: a message that comes twice is shown once. */
  id: z.uuid(),
  from: participantId,
  name: shownName,
  text: chatText,
  /** ISO 8601, by the pool's clock. */
  at: instant,
};

/**
 * What a participant says to the room, one JSON object a frame. `join` comes first:
 * - with a ticket, as someone signed in to the pool, under the pool's name for them;
 * - with `resume`, back to the place that a lost connection had, if it is still kept; else to a new one.
 *
 * The host may say `oversee` instead: they see who is there, and take no place. `remove`, `admit`, of someone who is
 * there or waits, and `end` are the host's alone; the pool passes over anyone else's.
 */
const participantSays = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('join'),
    name: z.string().max(LONGEST_NAME * 4),
    ticket: secret.optional(),
    resume: secret.optional(),
  }),
  z.strictObject({ type: z.literal('oversee'), ticket: secret }),
  z.strictObject({ type: z.literal('mute'), muted: z.boolean() }),
  z.strictObject({ type: z.literal('signal'), to: participantId, data: signalData }),
  z.strictObject({ type: z.literal('chat'), id: chatMessage.id, text: chatText }),
  z.strictObject({ type: z.literal('leave') }),
  z.strictObject({ type: z.literal('remove'), id: participantId }),
  z.strictObject({ type: z.literal('admit'), id: participantId }),
  z.strictObject({ type: z.literal('end') }),
  /** Asks for new access to the relays, before the one that `joined` gave ends. */
  z.strictObject({ type: z.literal('relays') }),
  z.strictObject({ type: z.literal('alive') }),
]);
export type ParticipantSays = z.infer<typeof participantSays>;

export const refusals = [
  'no-such-meeting',
  'over',
  'full',
  'name',
  'ticket',
  'malformed',
  'too-fast',
  /** The host removed them from the meeting. */
  'removed',
  /** The host did not let them in. */
  'turned-away',
  /** The same account has come in anew, in another window or on another device. */
  'elsewhere',
] as const;
/** Why the room does not admit someone, or no longer. The connection then ends. */
export type Refusal = (typeof refusals)[number];

const participants = z.array(participant).max(MOST_PARTICIPANTS);

/** What the room sends, one JSON object a frame. After `refused` and `ended` the connection ends. */
const roomSays = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('joined'),
    self: participantId,
    /** Brings someone whose connection was lost back to this place. */
    resume: secret,
    meeting: meetingSchema,
    /** In the order in which they joined, including oneself. */
    participants,
    chat: z.array(z.object(chatMessage)).max(CHAT_KEPT),
    /** Access to the relays that the meeting names; without it, devices look for their way alone. */
    relays: relayAccess.optional().catch(undefined),
  }),
  z.object({ type: z.literal('relays'), relays: relayAccess }),
  /** The person joining has to wait until the host lets them in, which `joined` then says. */
  z.object({ type: z.literal('wait') }),
  /** To a host who oversees the meeting. */
  z.object({ type: z.literal('overseeing'), meeting: meetingSchema, participants }),
  z.object({ type: z.literal('roster'), participants }),
  /** To the host alone: who waits, longest first. */
  z.object({ type: z.literal('waiting'), guests: z.array(waitingGuest).max(MOST_WAITING) }),
  z.object({ type: z.literal('signal'), from: participantId, data: signalData }),
  z.object({ type: z.literal('chat'), ...chatMessage }),
  z.object({ type: z.literal('refused'), reason: z.enum(refusals) }),
  z.object({ type: z.literal('ended') }),
  z.object({ type: z.literal('alive') }),
]);
export type RoomSays = z.infer<typeof roomSays>;
export type MeetingChat = z.infer<z.ZodObject<typeof chatMessage>>;

function parserOf<T>(schema: z.ZodType<T>): (text: string) => Parsed<T> {
  return (text) => {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return { ok: false, problem: 'not valid JSON' };
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return { ok: true, value: parsed.data };
    const issue = parsed.error.issues[0];
    return { ok: false, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  };
}

/** Called by pages, which forbid eval: zod would otherwise try it, and the violation would be reported. */
export const speakWithoutEval = (): void => {
  config({ jitless: true });
};

/** Each parses one text from outside, and never throws. */
export const parseParticipantSays = parserOf(participantSays);
export const parseRoomSays = parserOf(roomSays);
/** The pool's answers to `GET /v1/meetings/:id`, `POST /v1/meetings` and `POST /v1/meetings/:id/tickets`. */
export const parseMeeting = parserOf(meetingSchema);
export const parseMadeMeeting = parserOf(madeMeetingSchema);
export const parseTicket = parserOf(ticketSchema);
