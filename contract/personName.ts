import type { TFunction } from 'i18next';
import type { Contact } from './conversations.ts';
import { peerInWords } from './peerInWords.ts';

/** What is known of how people are called. */
interface Known {
  readonly contacts: readonly Contact[];
  /** @returns the pool's name for somebody of one's own organisation. */
  readonly colleagueName: (peer: string) => string | undefined;
}

/**
 * How somebody is called wherever Candor names them: by the person's own name for them, else by their organisation's,
 * else by their telephone number or address. What they call themselves in a SIP From counts for nothing.
 */
export function personName(peer: string, { contacts, colleagueName }: Known, t: TFunction): string {
  const contact = contacts.find(({ address }) => address === peer);
  return contact?.name || colleagueName(peer) || peerInWords(peer, t);
}
