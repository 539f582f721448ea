import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Addresses that begin alike, as CIDR writes them (RFC 4632, RFC 4291): how they begin, and how many bits of it count. */
export type Network = readonly [Address, number];

/** What of a request tells where it comes from. */
type Sent = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/** Reads who is at a connection's other end, and whom a trusted proxy there asks for. */
export interface ClientAddresses {
  /**
   * Who sent a request, as every limit counts them: an IPv4 address, or an IPv6 network of 64 bits, since that is
   * what one subscriber has; such as `203.0.113.7` or `2001:db8:0:7::/64`.
   */
  readonly of: (request: Sent) => string;
  /** Whether a request comes by a proxy that is believed about what it was asked for. */
  readonly isByProxy: (request: Sent) => boolean;
  /** Whether a connection's other end is a proxy, so that what comes through it is of many people. */
  readonly isProxy: (remoteAddress: string | undefined) => boolean;
}

/** The parts of `64:ff9b::/96`, by which translators show IPv4 to IPv6 (RFC 6052, section 2.1). */
const translated = ipaddr.IPv6.parse('64:ff9b::');

/** @returns undefined if the text is no address; IPv4 within IPv6 is IPv4, whose people would all be in one /64. */
export function parseAddress(text: string): Address | undefined {
  // A zone names a link of the machine that wrote it (RFC 4007, section 11), and nobody on that link.
  const [bare = ''] = text.split('%', 1);
  if (isIP(bare) === 0 || !ipaddr.isValid(bare)) return undefined;
  const address = ipaddr.process(bare);
  return address instanceof ipaddr.IPv6 && address.match(translated, 96)
    ? new ipaddr.IPv4(address.toByteArray().slice(12))
    : address;
}

/**
 * Reads a network, or a single address.
 * @returns undefined if it is neither, or holds every address there is.
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
 * Reads what a proxy writes of whom it asks for: an address, or an address and a port, with brackets and quotes or
 * without (RFC 7239, section 6, has both; `X-Forwarded-For` has no standard).
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
 * The items of `X-Forwarded-For`, of all its lines, without quotes and blanks wherever they stand. Quotes don't keep
 * commas together: no address holds one, and a quote that a client opened must not hide what proxies add behind it.
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
 * What tells one TCP connection from every other that is open, and its TLS from its TCP socket not at all, which Node
 * shows nowhere as the same one; undefined once it is closed.
 */
export const connectionOf = (socket: Socket): string | undefined =>
  socket.remoteAddress === undefined
    ? undefined
    : [socket.remoteAddress, socket.remotePort, socket.localAddress, socket.localPort].join(' ');

/**
 * The one place that reads clients' addresses: see docs/decisions/0070.
 * @param trusted where proxies are, besides this machine, that are believed about whom they ask for.
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
      // Whoever has hung up has no address any more.
      if (!client) return 'unknown';
      for (const item of itemsOf(headers).reverse()) {
        if (!isTrusted(client)) break;
        const named = parseItem(item);
        // Whom a proxy can't name counts as the proxy; what stands before that is anyone's word.
        if (!named) break;
        client = named;
      }
      return counted(client);
    },
    isProxy,
    isByProxy: ({ socket }) => isProxy(socket.remoteAddress),
  };
}
