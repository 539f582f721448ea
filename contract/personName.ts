import type { TFunction } from 'i18next';
import type { Contact } from './conversations.ts';
import { peerInWords } from './peerInWords.ts';

/** The known names of people. */
interface Known {
  readonly contacts: readonly Contact[];
  /** @returns the pool's name for somebody of one's own organisation. */
  readonly colleagueName: (peer: string) => string | undefined;
}

/**
 * What Candor calls somebody everywhere: the person's own name for them, else their organisation's, else their
 * telephone number or address. The name in a SIP From is ignored.
 */
export function personName(peer: string, { contacts, colleagueName }: Known, t: TFunction): string {
  const contact = contacts.find(({ address }) => address === peer);
  return contact?.name || colleagueName(peer) || peerInWords(peer, t);
}
