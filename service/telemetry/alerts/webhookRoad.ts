import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isThisMachine } from '../../../contract/insights/alerts.ts';
import { parseAddress, type Network } from '../../shared/clientAddress.ts';

/** The webhook leads to an address that isn't public and that the operator has not allowed. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** Whether a webhook to this host may connect to an address; see docs/decisions/0116. */
function mayReach(hostname: string, text: string, networks: readonly Network[]): boolean {
  const address = parseAddress(text);
  if (!address) return false;
  const range = address.range();
  if (isThisMachine(hostname)) return range === 'loopback';
  return (
    range === 'unicast' ||
    networks.some(([first, bits]) => first.kind() === address.kind() && address.match(first, bits))
  );
}

/**
 * Resolves a webhook's host. Addresses are judged at the moment of connecting, so that a name that resolves differently
 * a moment later gets around nothing.
 * @throws {NotAllowed} if the host is itself an address that may not be reached.
 */
export function roadTo({ hostname }: URL, networks: readonly Network[]): LookupFunction {
  const written = hostname.replaceAll(/[[\]]/g, '');
  if (parseAddress(written) && !mayReach(hostname, written, networks)) throw new NotAllowed();
  return (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const allowed = error
        ? []
        : addresses.filter(({ address }) => mayReach(hostname, address, networks));
      const [first] = allowed;
      if (!first) found(error ?? new NotAllowed(), '');
      else if (options.all) found(null, allowed);
      else found(null, first.address, first.family);
    });
  };
}
