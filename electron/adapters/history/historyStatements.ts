import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  deliveries,
  type Contact,
  type Conversation,
  type Message,
} from '../../../contract/conversations.ts';
import { callDirections, callOutcomes, waitsToBeSeen } from '../../../contract/calls.ts';
import type { NewMessage, Settlement } from '../../core/conversations/history.ts';
import { DELETION_SCHEMA, prepareDeletion, type DeletionStatements } from './deletionStatements.ts';
import { OWED_SCHEMA, prepareOwed, type OwedStatements } from './owedStatements.ts';

export const HISTORY_SCHEMA = `
  CREATE TABLE IF NOT EXISTS contacts (
    address TEXT PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    peer TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    delivery TEXT NOT NULL,
    code TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS calls (
    place INTEGER PRIMARY KEY REFERENCES messages (place),
    direction TEXT NOT NULL,
    outcome TEXT NOT NULL,
    seconds INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_peer ON messages (peer, place);
  CREATE INDEX IF NOT EXISTS messages_under_way ON messages (delivery) WHERE delivery = 'sending';
  CREATE TABLE IF NOT EXISTS conversations (
    peer TEXT PRIMARY KEY,
    last INTEGER NOT NULL,
    unread INTEGER NOT NULL DEFAULT 0,
    thread TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS open_conversations (
    peer TEXT PRIMARY KEY,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  ${OWED_SCHEMA}
  ${DELETION_SCHEMA}
`;

const messageRow = z
  .object({
    place: z.number(),
    id: z.string(),
    peer: z.string(),
    text: z.string(),
    at: z.string(),
    delivery: z.enum(deliveries),
    code: z.string().nullable(),
    direction: z.enum(callDirections).nullable(),
    outcome: z.enum(callOutcomes).nullable(),
    seconds: z.number().nullable(),
  })
  .transform(({ code, direction, outcome, seconds, ...message }): Message => ({
    ...message,
    ...(code === null ? {} : { code }),
    ...(direction && outcome ? { call: { direction, outcome, seconds: seconds ?? 0 } } : {}),
  }));
const contactRow = z.object({ address: z.string(), name: z.string() });
const conversationRow = z.object({ peer: z.string(), unread: z.number(), last: z.number() });
const peerRow = z.object({ peer: z.string() });
const countRow = z.object({ count: z.number() });
const threadRow = z.object({ thread: z.string().nullable() });

const NEWEST = Number.MAX_SAFE_INTEGER;

export interface HistoryStatements extends OwedStatements, DeletionStatements {
  contacts(): readonly Contact[];
  addContact(contact: Contact): void;
  removeContact(address: string): void;
  conversations(): readonly Conversation[];
  open(): readonly string[];
  setOpen(peers: readonly string[]): void;
  messages(peer: string, before: number | undefined, limit: number): readonly Message[];
  byId(id: string): Message | undefined;
  add(message: NewMessage): void;
  settle(settlement: Settlement): void;
  failThoseUnderWay(code: string): void;
  markRead(peer: string): void;
  unread(): number;
  thread(peer: string): string | null;
  setThread(peer: string, thread: string): void;
  forgetThreads(): void;
}

function prepareMessages(database: DatabaseSync) {
  const add = database.prepare(
    'INSERT INTO messages (id, peer, text, at, delivery) VALUES (?, ?, ?, ?, ?)',
  );
  const touch = database.prepare(
    `INSERT INTO conversations (peer, last, unread) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET last = excluded.last, unread = unread + excluded.unread`,
  );
  const addCall = database.prepare('INSERT INTO calls VALUES (?, ?, ?, ?)');
  const all = 'SELECT * FROM messages LEFT JOIN calls USING (place)';
  const byId = database.prepare(`${all} WHERE id = ?`);
  const byPlace = database.prepare(`${all} WHERE place = ?`);
  const page = database.prepare(`${all} WHERE peer = ? AND place < ? ORDER BY place DESC LIMIT ?`);
  // Once delivered or received, a message stays so; otherwise each delivery notice would count it again.
  const settle = database.prepare(
    "UPDATE messages SET delivery = ?, code = ? WHERE id = ? AND delivery IN ('sending', 'failed')",
  );
  const failAll = database.prepare(
    "UPDATE messages SET delivery = 'failed', code = ? WHERE delivery = 'sending'",
  );
  return {
    byPlace: (place: number) => messageRow.optional().parse(byPlace.get(place)) ?? null,
    messages: (peer: string, before: number | undefined, limit: number) =>
      z
        .array(messageRow)
        .parse(page.all(peer, before ?? NEWEST, limit))
        .toReversed(),
    byId: (id: string) => messageRow.optional().parse(byId.get(id)),
    add(message: NewMessage) {
      const { id, peer, text, at, delivery, call } = message;
      const { lastInsertRowid } = add.run(id, peer, text, at, delivery);
      if (call) addCall.run(lastInsertRowid, call.direction, call.outcome, call.seconds);
      touch.run(peer, lastInsertRowid, !message.isSeen && waitsToBeSeen(message) ? 1 : 0);
    },
    settle: ({ id, delivery, code }: Settlement) => void settle.run(delivery, code ?? null, id),
    failThoseUnderWay: (code: string) => void failAll.run(code),
  };
}

/** Prepares, once for each opening of the database, every statement of the history. */
export function prepareHistory(database: DatabaseSync): HistoryStatements {
  const { byPlace, ...messages } = prepareMessages(database);
  const contacts = database.prepare('SELECT * FROM contacts ORDER BY name, address');
  const addContact = database.prepare('INSERT OR REPLACE INTO contacts VALUES (?, ?)');
  const removeContact = database.prepare('DELETE FROM contacts WHERE address = ?');
  const conversations = database.prepare(
    'SELECT peer, unread, last FROM conversations ORDER BY last DESC',
  );
  const open = database.prepare('SELECT peer FROM open_conversations ORDER BY position');
  const closeAll = database.prepare('DELETE FROM open_conversations');
  const setOpen = database.prepare('INSERT OR REPLACE INTO open_conversations VALUES (?, ?)');
  const markRead = database.prepare('UPDATE conversations SET unread = 0 WHERE peer = ?');
  const unread = database.prepare('SELECT coalesce(sum(unread), 0) AS count FROM conversations');
  const thread = database.prepare('SELECT thread FROM conversations WHERE peer = ?');
  const setThread = database.prepare('UPDATE conversations SET thread = ? WHERE peer = ?');
  const forgetThreads = database.prepare('UPDATE conversations SET thread = NULL');
  return {
    ...messages,
    ...prepareOwed(database),
    ...prepareDeletion(database),
    contacts: () => z.array(contactRow).parse(contacts.all()),
    addContact: ({ address, name }) => void addContact.run(address, name),
    removeContact: (address) => void removeContact.run(address),
    conversations: () =>
      z
        .array(conversationRow)
        .parse(conversations.all())
        .map(({ peer, unread: count, last }) => ({ peer, unread: count, last: byPlace(last) })),
    open: () =>
      z
        .array(peerRow)
        .parse(open.all())
        .map(({ peer }) => peer),
    setOpen(peers) {
      closeAll.run();
      peers.forEach((peer, index) => setOpen.run(peer, index));
    },
    markRead: (peer) => void markRead.run(peer),
    unread: () => countRow.parse(unread.get()).count,
    thread: (peer) => threadRow.optional().parse(thread.get(peer))?.thread ?? null,
    setThread: (peer, value) => void setThread.run(value, peer),
    forgetThreads: () => void forgetThreads.run(),
  };
}
