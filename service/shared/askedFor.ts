import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { ClientAddresses } from './clientAddress.ts';

/** What the one who asks knows this server by. */
export interface Asked {
  readonly isSecure: boolean;
  /** With its port, in lower case, as `Host` has it (RFC 9110, section 7.2). */
  readonly host: string;
  /** Whether no page whose name was pointed at this server can have had a browser say so (DNS rebinding). */
  readonly isProven: boolean;
}

/** The last of a list's items, which the proxy that is nearest wrote; empty where there is none. */
const lastOf = (header: string | readonly string[] | undefined): string =>
  [header ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';

const nothing = { proto: '', host: '' };

/**
 * What a request was asked for: as a trusted proxy tells it, or as the connection itself shows it. A browser sends a
 * host over TLS only where the server's certificate is the host's, and no page can have it send what proxies add.
 */
export function askedFor(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  { isByProxy }: Pick<ClientAddresses, 'isByProxy'>,
): Asked {
  const { headers, socket } = request;
  const told = isByProxy(request)
    ? { proto: lastOf(headers['x-forwarded-proto']), host: lastOf(headers['x-forwarded-host']) }
    : nothing;
  const isEncrypted = socket instanceof TLSSocket;
  return {
    isSecure: told.proto === '' ? isEncrypted : told.proto === 'https',
    host: (told.host || (headers.host ?? '')).toLowerCase(),
    isProven: told.proto !== '' || told.host !== '' || isEncrypted,
  };
}
