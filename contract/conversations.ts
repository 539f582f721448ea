import type { CallSummary } from './calls.ts';

/** What the sign-in page starts with. */
export interface SignIn {
  /** Where SIP over WebSocket goes; null if no pool is set. */
  readonly poolUrl: string | null;
  /**
   * The account of the last sign-in, or the one for which the person has looked for a pool since; as `user@domain`.
   */
  readonly account: string | null;
  /** Only if it was to be remembered, or the window was reloaded while someone is signed in. */
  readonly password: string | null;
  readonly remember: boolean;
  readonly automatic: boolean;
  /** Whether this device can encrypt a password with a key of the system's. */
  readonly canRemember: boolean;
  /** Whether the window was reloaded while someone is signed in, as after a crash: it then shows what was open. */
  readonly isReturning: boolean;
}

/** Who is signed in, and what the pool said about them; null if it said nothing yet. */
export interface Session {
  readonly account: string;
  readonly displayName: string | null;
  /** The organisation's registered name and its name for people. */
  readonly organisation: { readonly name: string; readonly displayName: string } | null;
}

export const deliveries = ['sending', 'delivered', 'failed', 'received'] as const;
/** What became of a message; `received` is for those from others. */
export type Delivery = (typeof deliveries)[number];

export interface Message {
  /** Its place in the history: later messages have greater ones. */
  readonly place: number;
  /** Random, made by the sender: a message that comes twice is shown once. */
  readonly id: string;
  readonly peer: string;
  readonly text: string;
  /** ISO 8601, by this device's clock. */
  readonly at: string;
  readonly delivery: Delivery;
  /** Why it failed: a SIP status, or a word if there is none. */
  readonly code?: string;
  /** Set if it stands for a call; its text is then empty. */
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
  /** Those with messages, latest first. */
  readonly conversations: readonly Conversation[];
  /** The peers whose conversations were open when Candor ended. */
  readonly open: readonly string[];
}

/** Why the bytes of deleted messages may still be in the history's file. */
type UnprovedReason = 'inUse' | 'bytesLeft' | 'failed';

/** The outcome of deleting messages and calls from this device. */
export interface Deletion {
  /**
   * Null if their bytes are proved to have left the history's file; otherwise this is tried again at the next
   * sign-in.
   */
  readonly unproved: { readonly reason: UnprovedReason; readonly problem: string } | null;
  /** How many unreadable copies of the history remain that were set aside; they may contain the same messages. */
  readonly copies: number;
}
