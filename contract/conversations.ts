import { z } from 'zod';
import { networkQuality } from './networkQuality.ts';
import type { CallSummary } from './calls.ts';
import { canBeSeen } from './participantName.ts';
import { LONGEST_MESSAGE } from './messageLimits.ts';
import { accountAddress, peerAddress } from './sip/addressSchemas.ts';

/** What the sign-in page starts from. */
export interface SignIn {
  /** Where SIP over WebSocket goes; null where no pool is configured. */
  readonly poolUrl: string | null;
  /** The last account, as `user@domain`. */
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

/** Who is signed in, and what the pool said of them; null where it said nothing yet. */
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

const messageId = z.uuid();
/** A SIP status, a WebSocket close code, or a word of JsSIP's for a cause. */
const code = z.string().regex(/^[\w .-]{1,64}$/);
const password = z.string().min(1).max(256);

/** The arguments of the calls that conversations make; see ipc.ts for what each answers. */
export const conversationArguments = {
  openPoolWay: z.strictObject({ account: accountAddress }),
  signedIn: z.strictObject({
    account: accountAddress,
    password,
    remember: z.boolean(),
    automatic: z.boolean(),
  }),
  signInFailed: z.strictObject({
    cause: z.enum([
      ...['credentials', 'certificate', 'unreachable', 'silent'],
      ...['garbled', 'challenge', 'refused', 'server'],
    ] as const),
    code: code.optional(),
  }),
  connectionLost: z.strictObject({ code, quality: networkQuality.optional() }),
  addContact: z.strictObject({
    address: peerAddress,
    /** Empty where the person gave none. */
    name: z
      .string()
      .max(128)
      .refine((name) => name === '' || canBeSeen(name)),
  }),
  removeContact: z.strictObject({ address: peerAddress }),
  readMessages: z.strictObject({
    peer: peerAddress,
    /** Only those before this place; the newest where there is none. */
    before: z.int().min(0).optional(),
    limit: z.int().min(1).max(500),
  }),
  storeMessage: z.strictObject({
    id: messageId,
    peer: peerAddress,
    text: z.string().min(1).max(LONGEST_MESSAGE),
    direction: z.enum(['Incoming', 'Outgoing']),
  }),
  settleMessage: z.strictObject({
    id: messageId,
    delivery: z.enum(['sending', 'delivered', 'failed']),
    code: code.optional(),
    quality: networkQuality.optional(),
  }),
  messageRefused: z.strictObject({
    /** Null where the sender's address is none. */
    peer: peerAddress.nullable(),
    code,
    quality: networkQuality.optional(),
  }),
  markRead: z.strictObject({ peer: peerAddress }),
  openLink: z.strictObject({ url: z.string().max(2048) }),
  setOpenConversations: z.strictObject({ peers: z.array(peerAddress).max(50) }),
} as const;

export type ConversationArgument<N extends keyof typeof conversationArguments> = z.infer<
  (typeof conversationArguments)[N]
>;
