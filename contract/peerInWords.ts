import type { TFunction } from 'i18next';
import { readPeer } from './sip/peerAddress.ts';
import { isolateAddress } from './text/isolate.ts';

/**
 * Whom an address names, as people are shown it if it has no name: a telephone number, or `user@host` without
 * escapes.
 */
export function peerInWords(peer: string, t: TFunction): string {
  const { address, telephone } = readPeer(peer);
  if (!telephone) return isolateAddress(address);
  const { number, extension } = telephone;
  return extension === undefined
    ? number
    : t('conversations.numberWithExtension', { number, extension });
}
