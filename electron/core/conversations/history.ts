import type { CallSummary } from '../../../contract/calls.ts';
import type { OwedCount } from '../ports/outbox.ts';

/** What a history keeps, as it is counted: each message, and each call that the person made. */
export const historyCounters = ['imSent', 'imReceived', 'callsMade'] as const;
export type HistoryCounter = (typeof historyCounters)[number];
import type { Owing } from '../telemetry/historyCounts.ts';
import type {
  Contact,
  Conversation,
  Deletion,
  Delivery,
  Message,
} from '../../../contract/conversations.ts';

export interface NewMessage {
  readonly id: string;
  readonly peer: string;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
  readonly delivery: Delivery;
  readonly call?: CallSummary;
  /** Whether the person was looking at its conversation as it came. */
  readonly isSeen?: boolean | undefined;
}

export interface Settlement {
  readonly id: string;
  readonly delivery: Delivery;
  readonly code?: string | undefined;
}

/**
 * One account's contacts and conversations on this device. Every change is on disk when its call returns; it throws
 * if the disk refuses, and nothing is then half done.
 */
export interface History extends Owing {
  contacts(): readonly Contact[];
  addContact(contact: Contact): void;
  removeContact(address: string): void;
  /** Those with messages, latest first. */
  conversations(): readonly Conversation[];
  /** The peers whose conversations were open, in their order. */
  open(): readonly string[];
  setOpen(peers: readonly string[]): void;
  /** The newest before a place, oldest of them first. */
  messages(peer: string, before: number | undefined, limit: number): readonly Message[];
  /**
   * @param owed is kept with it, in the same step.
   * @returns the message as kept, or null if one with that id is kept already.
   */
  add(message: NewMessage, owed?: OwedCount): Message | null;
  /**
   * @param owe is called if this makes the message delivered; its result is kept with it, in the same step.
   * @returns the message before and after, or undefined if there is none with that id.
   */
  settle(
    settlement: Settlement,
    owe?: () => OwedCount | undefined,
  ): { readonly before: Message; readonly after: Message } | undefined;
  markRead(peer: string): void;
  unread(): number;
  /** A random name for a conversation, made for reporting alone, and the same until it is forgotten. */
  thread(peer: string): string;
  forgetThreads(): void;
  /**
   * Deletes the messages and calls with a peer, or with everyone if it is null, from the file's bytes too, and with
   * everyone also what was set aside unreadable. Contacts, and counts that are owed, stay. Throws if nothing could be
   * deleted.
   */
  deleteMessages(peer: string | null): Deletion;
  close(): void;
}
