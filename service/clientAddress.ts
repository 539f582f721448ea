import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

type Sent = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/** Reads who is at a connection's other end, and whom a proxy on this machine asks for. */
export interface ClientAddresses {
  /** Who sent a request, as every limit counts them: an IPv4 address, or an IPv6 network of 64 bits. */
  readonly of: (request: Sent) => string;
  /** Whether a connection's other end is a proxy, so that what comes through it is of many people. */
  readonly isProxy: (remoteAddress: string | undefined) => boolean;
}

/** The first 64 bits, written out. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest];
  return `${all.slice(0, 4).join(':')}::/64`;
}

const isLoopback = (address: string | undefined): boolean =>
  /^(::1|(::ffff:)?127\.)/.test(address ?? '');

export function createClientAddresses(): ClientAddresses {
  return {
    isProxy: isLoopback,
    of({ socket, headers }) {
      const remote = socket.remoteAddress ?? '';
      const named = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)?.trim();
      const address = (isLoopback(remote) && named) || remote;
      return isIPv6(address) && !address.startsWith('::ffff:') ? networkOf(address) : address;
    },
  };
}
