import type { IncomingMessage } from 'node:http';
import { askedFor } from '../shared/askedFor.ts';
import type { ClientAddresses } from '../shared/clientAddress.ts';

/** The origin that Candor's own windows are loaded from, in Electron. */
const CLIENT_ORIGIN = 'app://candor';

/** A name that no stranger's DNS server can point at the pool: a page under any other name may be hostile. */
const isOnThisMachine = ({ hostname }: URL): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * Tells whose pages may open WebSockets (RFC 6455, section 10.2): Candor's windows, the pool's own join page, and those
 * that an administrator allows. A client that is not a browser, such as a SIP phone, sends no Origin, and is let in.
 * @param allowed origins as browsers write them, such as `https://phone.contoso.com`.
 */
export function createOriginCheck(
  allowed: readonly string[],
  addresses: Pick<ClientAddresses, 'isByProxy'>,
): (request: IncomingMessage) => boolean {
  const others = new Set([CLIENT_ORIGIN, ...allowed]);
  /** The pool's address as the page knows it. */
  const own = (request: IncomingMessage): string | undefined => {
    const { isSecure, host, isProven } = askedFor(request, addresses);
    const address = `${isSecure ? 'https' : 'http'}://${host}`;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url && (isProven || isOnThisMachine(url)) ? url.origin : undefined;
  };
  return (request) => {
    const { origin } = request.headers;
    return (
      origin === undefined ||
      others.has(origin) ||
      (/^https?:/.test(origin) && origin === own(request))
    );
  };
}
