import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { ClientAddresses } from './clientAddress.ts';

/** How the client addresses this server. */
export interface Asked {
  readonly isSecure: boolean;
  /** With its port, in lower case, as in `Host` (RFC 9110, section 7.2). */
  readonly host: string;
  /** Whether this can't be the doing of a page whose name was pointed at this server (DNS rebinding). */
  readonly isProven: boolean;
}

/** The last item of a list, written by the nearest proxy; empty if there is none. */
const lastOf = (header: string | readonly string[] | undefined): string =>
  [header ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';

const nothing = { proto: '', host: '' };

/**
 * The address that a request was sent to: as a trusted proxy states it, or as the connection itself shows. A browser
 * sends a host over TLS only if the server's certificate is the host's, and no page can make it send the headers that
 * proxies add.
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
