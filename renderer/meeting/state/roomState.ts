import type { Participant, Refusal } from '../../../contract/meetings.ts';

/** Why a session in a meeting ended, or never began. */
export type Ending =
  | Refusal
  /** The person left. */
  | 'left'
  /** The host ended the meeting for all. */
  | 'ended'
  /** The pool did not answer when joining. */
  | 'unreachable';

export type RoomState =
  | { readonly name: 'joining' }
  /** The host has yet to let the person in. */
  | { readonly name: 'waiting' }
  | { readonly name: 'joined' }
  /** The connection is lost. @property nextAt milliseconds since 1970; null while it is being tried. */
  | { readonly name: 'reconnecting'; readonly nextAt: number | null }
  | { readonly name: 'over'; readonly why: Ending };

/** Who is in the meeting, in the order in which they joined; oneself is `self`. */
export interface Roster {
  readonly self: string;
  readonly participants: readonly Participant[];
}
