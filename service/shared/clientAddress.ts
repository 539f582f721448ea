import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network as in CIDR (RFC 4632, RFC 4291): an address, and how many of its leading bits count. */
export type Network = readonly [Address, number];

/** The parts of a request that tell where it comes from. */
type Sent = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/** Determines who is at the other end of a connection, and for whom a trusted proxy there asks. */
export interface ClientAddresses {
  /**
   * Who sent a request, as every limit counts clients: an IPv4 address, or an IPv6 network of 64 bits, since that is
   * what one subscriber has; such as `203.0.113.7` or `2001:db8:0:7::/64`.
   */
  readonly of: (request: Sent) => string;
  /** Whether a request comes through a proxy that is trusted to say which address was requested. */
  readonly isByProxy: (request: Sent) => boolean;
  /** Whether a connection's other end is a proxy, through which many people come. */
  readonly isProxy: (remoteAddress: string | undefined) => boolean;
}

/** The prefix `64:ff9b::/96`, with which translators represent IPv4 in IPv6 (RFC 6052, section 2.1). */
const translated = ipaddr.IPv6.parse('64:ff9b::');

/**
 * @returns undefined if the text is not an address. IPv4 within IPv6 becomes IPv4, or all its clients would be in one
 * /64.
 */
export function parseAddress(text: string): Address | undefined {
  // A zone names a link of the machine that wrote it (RFC 4007, section 11), not anybody on that link.
  const [bare = ''] = text.split('%', 1);
  if (isIP(bare) === 0 || !ipaddr.isValid(bare)) return undefined;
  const address = ipaddr.process(bare);
  return address instanceof ipaddr.IPv6 && address.match(translated, 96)
    ? new ipaddr.IPv4(address.toByteArray().slice(12))
    : address;
}

/**
 * Reads a network, or a single address.
 * @returns undefined if it is neither, or contains every address there is.
 */
export function parseNetwork(text: string): Network | undefined {
  const [written = '', bits, ...more] = text.trim().split('/');
  const address = parseAddress(written);
  if (!address || more.length > 0) return undefined;
  const longest = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [address, longest];
  if (!/^\d{1,3}$/.test(bits)) return undefined;
  const length = longest === 32 && written.includes(':') ? Number(bits) - 96 : Number(bits);
  return length >= 1 && length <= longest ? [address, length] : undefined;
}

/**
 * Reads a proxy's entry for its client: an address, or an address and a port, with or without brackets and quotes (RFC
 * 7239, section 6, has both; `X-Forwarded-For` has no standard).
 */
function parseItem(text: string): Address | undefined {
  if (text.startsWith('[')) {
    const [address = '', port] = text.slice(1).split(']');
    return port === '' || port?.startsWith(':') ? parseAddress(address) : undefined;
  }
  const colon = text.lastIndexOf(':');
  return parseAddress(text) ?? (colon > 0 ? parseAddress(text.slice(0, colon)) : undefined);
}

/**
 * The items of all lines of `X-Forwarded-For`, without quotes and blanks, wherever they occur. Quotes don't protect
 * commas: no address contains one, and a quote that a client opened must not hide what proxies add after it.
 */
function itemsOf(headers: IncomingMessage['headers']): string[] {
  return [headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .replaceAll(/[\\"\s]/g, '')
    .split(',')
    .filter((item) => item !== '');
}

function counted(address: Address): string {
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}

const loopback: readonly Network[] = [
  [ipaddr.parse('127.0.0.0'), 8],
  [ipaddr.parse('::1'), 128],
];

/**
 * Identifies an open TCP connection; the same for its TLS socket and its TCP socket, which Node nowhere shows to belong
 * together. Undefined once it is closed.
 */
export const connectionOf = (socket: Socket): string | undefined =>
  socket.remoteAddress === undefined
    ? undefined
    : [socket.remoteAddress, socket.remotePort, socket.localAddress, socket.localPort].join(' ');

/**
 * The one place that reads clients' addresses: see docs/decisions/0070.
 * @param trusted the networks of proxies, besides this machine, that are trusted to name their clients.
 */
export function createClientAddresses(trusted: readonly Network[]): ClientAddresses {
  const networks = [...loopback, ...trusted];
  const isTrusted = (address: Address) =>
    networks.some(([first, bits]) => first.kind() === address.kind() && address.match(first, bits));
  const isProxy = (remoteAddress: string | undefined): boolean => {
    const address = parseAddress(remoteAddress ?? '');
    return address !== undefined && isTrusted(address);
  };

  return {
    of({ socket, headers }) {
      let client = parseAddress(socket.remoteAddress ?? '');
      // A closed connection has no address any more.
      if (!client) return 'unknown';
      for (const item of itemsOf(headers).reverse()) {
        if (!isTrusted(client)) break;
        const named = parseItem(item);
        // A client that a proxy can't name counts as the proxy; the items before that may be anyone's.
        if (!named) break;
        client = named;
      }
      return counted(client);
    },
    isProxy,
    isByProxy: ({ socket }) => isProxy(socket.remoteAddress),
  };
}
