import type { Message } from '../../contract/conversations.ts';
import type { RosterState } from './roster.ts';

/** One row of the list: a person, known or not, written with or not yet. */
export interface Entry {
  readonly peer: string;
  /** The contact's name, else the address. */
  readonly name: string;
  readonly isContact: boolean;
  readonly unread: number;
  readonly last: Message | null;
}

type Known = Pick<RosterState, 'contacts' | 'conversations'>;

export function entryOf({ contacts, conversations }: Known, peer: string): Entry {
  const contact = contacts.find(({ address }) => address === peer);
  const { unread = 0, last = null } = conversations.get(peer) ?? {};
  return { peer, name: contact?.name || peer, isContact: contact !== undefined, unread, last };
}

/** Without case and accents, as people search. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** @returns whether each word of the search begins somewhere in the name or the address. */
function matches({ name, peer }: Entry, search: string): boolean {
  const text = folded(`${name} ${peer}`);
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const time = ({ last }: Entry): string => last?.at ?? '';

/** Whom to list: the latest conversations first, then those not written with, by name. */
export function entriesOf(known: Known, search: string, language: string): readonly Entry[] {
  const peers = new Set([
    ...known.conversations.keys(),
    ...known.contacts.map(({ address }) => address),
  ]);
  const { compare } = new Intl.Collator(language, { sensitivity: 'base' });
  return [...peers]
    .map((peer) => entryOf(known, peer))
    .filter((entry) => matches(entry, search))
    .sort((a, b) => time(b).localeCompare(time(a)) || compare(a.name, b.name));
}
