import { z } from 'zod';
import { networkQuality } from './networkQuality.ts';
import { peerAddress } from './sip/addressSchemas.ts';

/** From dialling or ringing until it is over; `connecting` once it was answered, until sound flows. */
export const callPhases = ['calling', 'ringing', 'connecting', 'active', 'ended'] as const;

export const callDirections = ['Incoming', 'Outgoing'] as const;
export type CallDirection = (typeof callDirections)[number];

/**
 * How a call ended. `cancelled` is the caller's own doing; `missed` is how that looks to the callee, and also a call
 * that came during another; `failed` is an end that nobody wanted.
 */
export const callOutcomes = [
  'answered',
  'missed',
  'declined',
  'cancelled',
  'busy',
  'noAnswer',
  'unreachable',
  'failed',
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** What the conversation's history keeps of a call. */
export interface CallSummary {
  readonly direction: CallDirection;
  readonly outcome: CallOutcome;
  /** For how long the two could hear each other; 0 if they never could. */
  readonly seconds: number;
}

/** Why a call ended otherwise than people wanted: a SIP status or a word. */
export const callCode = z.string().regex(/^[\w .-]{1,64}$/);

/** A call as reported by the window that holds it. */
export const callReport = z.strictObject({
  id: z.uuid(),
  peer: peerAddress,
  direction: z.enum(callDirections),
  phase: z.enum(callPhases),
  isMuted: z.boolean(),
  isHeld: z.boolean(),
  /** The other person put it on hold. */
  isHeldByPeer: z.boolean(),
  /** Its sound goes through a relay just now. */
  isRelayed: z.boolean().optional(),
  /** Set once the call has ended, and only then. */
  outcome: z.enum(callOutcomes).optional(),
  code: callCode.optional(),
  quality: networkQuality.optional(),
});
export type CallReport = z.infer<typeof callReport>;

/** A call as every window can show it. */
export interface CallView extends Omit<CallReport, 'quality'> {
  /** The contact's name, or else the address. */
  readonly name: string;
  /** When the two could first hear each other, in milliseconds since 1970; null before. */
  readonly connectedAt: number | null;
}

/** What the call controls ask of the window that holds the call. */
export const callCommands = [
  'answer',
  'decline',
  'hangUp',
  'mute',
  'unmute',
  'hold',
  'resume',
] as const;
export type CallCommand = (typeof callCommands)[number];

/** A missed call counts as unseen, as an unread message does; the person noticed all others as they happened. */
export const waitsToBeSeen = ({
  delivery,
  call,
}: {
  readonly delivery: string;
  readonly call?: CallSummary;
}): boolean => delivery === 'received' && (call === undefined || call.outcome === 'missed');
