import type { TFunction } from 'i18next';
import type { Message } from '../../../contract/conversations.ts';
import { peerInWords } from '../../../contract/peerInWords.ts';
import { readPeer } from '../../../contract/sip/peerAddress.ts';
import { isolateAddress } from '../../../contract/text/isolate.ts';
import type { RosterState } from './roster.ts';

/** One row of the list: a person, known or not, written with or not yet. */
export interface Entry {
  readonly peer: string;
  /** The contact's name, else the telephone number or the address. */
  readonly name: string;
  /** The address as people read it. */
  readonly address: string;
  readonly isContact: boolean;
  readonly unread: number;
  readonly last: Message | null;
}

type Known = Pick<RosterState, 'contacts' | 'conversations'>;

export function entryOf({ contacts, conversations }: Known, peer: string, t: TFunction): Entry {
  const contact = contacts.find((known) => known.address === peer);
  const { unread = 0, last = null } = conversations.get(peer) ?? {};
  const name = contact?.name || peerInWords(peer, t);
  const address = isolateAddress(readPeer(peer).address);
  return { peer, name, address, isContact: contact !== undefined, unread, last };
}

const peersOf = ({ contacts, conversations }: Known): ReadonlySet<string> =>
  new Set([...conversations.keys(), ...contacts.map(({ address }) => address)]);

/**
 * Whom somebody means who wrote an address: one that is known already counts, however its letters' case is
 * written; whoever called first is called back by their own.
 */
export function meantPeer(known: Known, address: string): string {
  const peers = peersOf(known);
  if (peers.has(address)) return address;
  const alike = [...peers].filter((peer) => peer.toLowerCase() === address.toLowerCase());
  return (alike.length === 1 ? alike[0] : undefined) ?? address;
}

/** Without case, accents and marks of direction, as people search. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{Mark}\p{Bidi_Control}]/gu, '')
    .toLowerCase();

/** @returns whether each word of the search begins somewhere in the name or the address. */
function matches({ name, address, peer }: Entry, search: string): boolean {
  const text = folded(`${name} ${address} ${peer}`);
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const time = ({ last }: Entry): string => last?.at ?? '';

/** Whom to list: the latest conversations first, then those not written with, by name. */
export function entriesOf(
  known: Known,
  search: string,
  language: string,
  t: TFunction,
): readonly Entry[] {
  const { compare } = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  return [...peersOf(known)]
    .map((peer) => entryOf(known, peer, t))
    .filter((entry) => matches(entry, search))
    .sort((a, b) => time(b).localeCompare(time(a)) || compare(a.name, b.name));
}
