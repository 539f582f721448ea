import type { IncomingMessage } from 'node:http';
import type { ClientAddresses } from '../../shared/clientAddress.ts';

/** The last of a list's items, which the proxy that is nearest wrote; empty where there is none. */
const lastOf = (header: string | readonly string[] | undefined): string =>
  [header ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';

/** What the one who asks knows the service by. */
export interface Asked {
  readonly isSecure: boolean;
  /** With its port, in lower case, as `Host` has it (RFC 9110, section 7.2). */
  readonly host: string;
}

/** What a request was asked for, as a trusted proxy tells it, or its own `Host`. */
export function askedFor(
  request: IncomingMessage,
  { isByProxy }: Pick<ClientAddresses, 'isByProxy'>,
): Asked {
  const { headers } = request;
  const told = isByProxy(request)
    ? { proto: lastOf(headers['x-forwarded-proto']), host: lastOf(headers['x-forwarded-host']) }
    : { proto: '', host: '' };
  return {
    isSecure: told.proto === 'https',
    host: (told.host || (headers.host ?? '')).toLowerCase(),
  };
}

/**
 * Where a request comes from, as the browser tells it and no page can change it (W3C Fetch Metadata; RFC 6454): from a
 * page of this origin, from another one's, or from what is no browser and says nothing.
 */
export function originOf(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { host }: Pick<Asked, 'host'>,
): 'same' | 'other' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'other';
  const { origin } = headers;
  if (origin === undefined) return 'unknown';
  return URL.canParse(origin) && new URL(origin).host === host ? 'same' : 'other';
}
