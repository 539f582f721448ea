/** An address as limits count it, or a larger network that contains it. */
export interface CountedNetwork {
  /** Such as `203.0.113.7` or `2001:db8:7::/48`. */
  readonly network: string;
  readonly kind: 'address' | '/64' | '/56' | '/48';
  /** How many times as much as a single address it may have. */
  readonly times: number;
}

const END = '::/64';

/** The network of these hexadecimal 16-bit groups, followed by zeros, as RFC 5952 writes it. */
function write(groups: readonly string[]): string {
  const last = groups.findLastIndex((group) => group !== '0');
  return `${groups.slice(0, last + 1).join(':')}::`;
}

/**
 * What a limit by address counts: the address itself, and for IPv6 the /56 and the /48 that contain it; one subscriber
 * may have the whole of these, and with it up to 65,536 addresses (docs/decisions/0086).
 * @param address as {@link import('./clientAddress.ts').ClientAddresses} gives it.
 * @returns the smallest network first.
 */
export function networksOf(address: string): readonly CountedNetwork[] {
  if (!address.endsWith(END)) return [{ network: address, kind: 'address', times: 1 }];
  const [first = '', second = '0', third = '0', fourth = '0'] = address
    .slice(0, -END.length)
    .split(':');
  const site = [first || '0', second, third];
  const subscriber = (Number.parseInt(fourth, 16) & 0xff00).toString(16);
  return [
    { network: address, kind: '/64', times: 1 },
    { network: `${write([...site, subscriber])}/56`, kind: '/56', times: 2 },
    { network: `${write(site)}/48`, kind: '/48', times: 8 },
  ];
}
