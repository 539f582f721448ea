import type { IncomingMessage } from 'node:http';

/** Where Candor's own windows are loaded from, in Electron. */
const CLIENT_ORIGIN = 'app://candor';

/** The last of a list's items, which the proxy that is nearest wrote. */
const lastOf = (header: string | readonly string[] | undefined): string | undefined =>
  [header ?? []].flat().join(',').split(',').at(-1)?.trim();

/** What proxies add, and no page can have a browser send with a WebSocket. */
const forwarded = ['x-forwarded-proto', 'x-forwarded-host'];

/** A name that no DNS server of a stranger's can give to the pool: whoever is asked by any other may be an evil page. */
const isOnThisMachine = ({ hostname }: URL): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * Tells whose pages may open WebSockets (RFC 6455, section 10.2): Candor's windows, the pool's own join page, those
 * that an administrator allows. What is no browser, such as a SIP phone, names no Origin, and is let in.
 * @param allowed origins, as browsers write them, such as `https://phone.contoso.com`.
 * @param isByProxy whether a request comes by a proxy that is believed about what it was asked for.
 */
export function createOriginCheck(
  allowed: readonly string[],
  isByProxy: (request: IncomingMessage) => boolean,
): (request: IncomingMessage) => boolean {
  const others = new Set([CLIENT_ORIGIN, ...allowed]);
  /** The pool's address as the page knows it. */
  const own = (request: IncomingMessage): string | undefined => {
    const { headers } = request;
    const isForwarded = isByProxy(request) && forwarded.some((name) => lastOf(headers[name]));
    const protocol = (isForwarded && lastOf(headers['x-forwarded-proto'])) || 'http';
    const host = (isForwarded && lastOf(headers['x-forwarded-host'])) || (headers.host ?? '');
    const address = `${protocol}://${host}`;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url && (isForwarded || isOnThisMachine(url)) ? url.origin : undefined;
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
