import type { CallSummary } from './calls.ts';

/** What the sign-in page starts from. */
export interface SignIn {
  /** Where SIP over WebSocket goes; null if no pool is set. */
  readonly poolUrl: string | null;
  /** The account of the last sign-in, or that the person looked for a pool by since; as `user@domain`. */
  readonly account: string | null;
  /** Only where it was to be remembered, or the window was reloaded while someone is signed in. */
  readonly password: string | null;
  readonly remember: boolean;
  readonly automatic: boolean;
  /** Whether this device can keep a password under the system's own lock. */
  readonly canRemember: boolean;
  /** Whether the window was loaded anew while someone is signed in, as after a crash: it comes back to what was open. */
  readonly isReturning: boolean;
}

/** Who is signed in, and what the pool said of them; null if it said nothing yet. */
export interface Session {
  readonly account: string;
  readonly displayName: string | null;
  /** The organisation's registered name and its name for people. */
  readonly organisation: { readonly name: string; readonly displayName: string } | null;
}

export const deliveries = ['sending', 'delivered', 'failed', 'received'] as const;
/** What became of a message; `received` is for those of others. */
export type Delivery = (typeof deliveries)[number];

export interface Message {
  /** Its place in the history: later messages have greater ones. */
  readonly place: number;
  /** Random, made by the sender: the same message come twice is one. */
  readonly id: string;
  readonly peer: string;
  readonly text: string;
  /** ISO 8601, by this device's clock. */
  readonly at: string;
  readonly delivery: Delivery;
  /** Why it failed: a SIP status, or a word for what is none. */
  readonly code?: string;
  /** Where it stands for a call, whose text is empty. */
  readonly call?: CallSummary;
}

export interface Contact {
  readonly address: string;
  readonly name: string;
}

export interface Conversation {
  readonly peer: string;
  readonly unread: number;
  readonly last: Message | null;
}

export interface KnownConversations {
  /** Those with messages, the latest first. */
  readonly conversations: readonly Conversation[];
  /** The peers whose conversations were open when Candor ended. */
  readonly open: readonly string[];
}

/** Why the bytes of what was deleted may still be in the history's file. */
type UnprovedReason = 'inUse' | 'bytesLeft' | 'failed';

/** What became of messages and calls that were to be deleted from this device. */
export interface Deletion {
  /** Null where their bytes are proved to have left the history's file; else it is tried again at the next sign-in. */
  readonly unproved: { readonly reason: UnprovedReason; readonly problem: string } | null;
  /** How many copies of the history stay that could not be read and were set aside; they may hold the same. */
  readonly copies: number;
}
