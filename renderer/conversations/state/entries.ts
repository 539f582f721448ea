import type { TFunction } from 'i18next';
import type { Message } from '../../../contract/conversations.ts';
import { personName } from '../../../contract/personName.ts';
import { readPeer } from '../../../contract/sip/peerAddress.ts';
import { isolateAddress } from '../../../contract/text/isolate.ts';
import type { RosterState } from './roster.ts';
import { findColleagues, searchable, searchFor } from './searching.ts';

/** One row of the list: a person, a contact or not, written with or not yet. */
export interface Entry {
  readonly peer: string;
  /** The person's own name for them, else the pool's name for a colleague, else the number or the address. */
  readonly name: string;
  /** The address as people read it. */
  readonly address: string;
  readonly isContact: boolean;
  /** Neither a contact nor in the person's own organisation. */
  readonly isStranger: boolean;
  readonly unread: number;
  readonly last: Message | null;
}

type Known = Pick<RosterState, 'contacts' | 'colleagues' | 'account' | 'conversations'>;

/**
 * Whether somebody has an address in one's own domain, for which the pool vouches, and not a telephone number behind
 * a gateway there.
 */
const isColleague = ({ colleagues, account }: Known, peer: string): boolean =>
  colleagues.has(peer) ||
  (peer.endsWith(account.slice(account.lastIndexOf('@'))) &&
    readPeer(peer).telephone === undefined);

export function entryOf(known: Known, peer: string, t: TFunction): Entry {
  const { contacts, colleagues, conversations } = known;
  const isContact = contacts.some((contact) => contact.address === peer);
  const isStranger = !isContact && !isColleague(known, peer);
  const { unread = 0, last = null } = conversations.get(peer) ?? {};
  const colleagueName = (address: string) => colleagues.get(address);
  const name = personName(peer, { contacts, colleagueName }, t);
  const address = isolateAddress(readPeer(peer).address);
  return { peer, name, address, isContact, isStranger, unread, last };
}

const peersOf = ({ contacts, conversations }: Known): ReadonlySet<string> =>
  new Set([...conversations.keys(), ...contacts.map(({ address }) => address)]);

/**
 * Whom a typed address means: a known peer, even if the case differs; whoever called first is called back at their
 * own address.
 */
export function meantPeer(known: Known, address: string): string {
  const peers = peersOf(known);
  if (peers.has(address)) return address;
  const alike = [...peers].filter((peer) => peer.toLowerCase() === address.toLowerCase());
  return (alike.length === 1 ? alike[0] : undefined) ?? address;
}

const time = ({ last }: Entry): string => last?.at ?? '';

/** The rows of the list: latest conversations first, then the others by name; a search finds colleagues too. */
export function entriesOf(
  known: Known,
  search: string,
  language: string,
  t: TFunction,
): readonly Entry[] {
  const { compare } = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  const peers = peersOf(known);
  const isMeant = searchFor(search);
  const isListed = (peer: string) => peers.has(peer) || peer === known.account;
  const found = findColleagues(known.colleagues, isListed, search, language);
  return [...peers]
    .map((peer) => entryOf(known, peer, t))
    .filter(({ name, peer }) => isMeant(searchable(name, peer)))
    .concat(found.map((peer) => entryOf(known, peer, t)))
    .sort((a, b) => time(b).localeCompare(time(a)) || compare(a.name, b.name));
}
