/** One server on the way, as a rule of a session names it. */
export type Hop = 'direct' | { readonly server: string };

/** The keywords of a PAC answer, the session rules' scheme for each, and the default port. */
const words: Readonly<Record<string, { readonly scheme: string; readonly port: string }>> = {
  PROXY: { scheme: 'http', port: '80' },
  HTTP: { scheme: 'http', port: '80' },
  HTTPS: { scheme: 'https', port: '443' },
  SOCKS: { scheme: 'socks4', port: '1080' },
  SOCKS4: { scheme: 'socks4', port: '1080' },
  SOCKS5: { scheme: 'socks5', port: '1080' },
};

/**
 * @param text a host and perhaps a port.
 * @returns both, in a form that a rule accepts; undefined if it is anything else.
 */
function placeOf(text: string, port: string): string | undefined {
  // A scheme without a default port, so that none is dropped; the host as browsers write it, in ASCII.
  const url = URL.parse(`proxy://${text}`);
  const host = URL.parse(`http://${text}`)?.hostname;
  if (!url || !host || url.username || url.password) return undefined;
  if (url.pathname !== '' || url.search || url.hash || /[,;=*]/.test(host)) return undefined;
  return `${host}:${url.port || port}`;
}

function hopOf(item: string): Hop | undefined {
  const [word = '', place, ...more] = item.trim().split(/\s+/);
  if (more.length > 0) return undefined;
  if (word.toUpperCase() === 'DIRECT') return place === undefined ? 'direct' : undefined;
  const kind = words[word.toUpperCase()];
  const server = kind && placeOf(place ?? '', kind.port);
  return kind && server !== undefined ? { server: `${kind.scheme}://${server}` } : undefined;
}

/**
 * Reads a proxy auto-configuration's answer for an address: `PROXY a:8080; SOCKS5 b:1080; DIRECT`, in the order in
 * which the ways are to be tried (the return value of FindProxyForURL, as Chromium writes it). An unreadable way is
 * left out, and so is `QUIC`, which a session's rules can't name. What comes after `DIRECT` is never tried.
 */
export function parseProxyRoute(answer: string): readonly Hop[] {
  const hops = answer.split(';').flatMap((item) => hopOf(item) ?? []);
  const direct = hops.indexOf('direct');
  return direct < 0 ? hops : hops.slice(0, direct + 1);
}

/** A pool's `host:port`, and the ways to it. */
export interface PoolRoute {
  readonly place: string;
  readonly hops: readonly Hop[];
}

/** Every connection goes to a proxy that does not exist: nothing can listen at port 0. */
export const closedRules = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:0',
  proxyBypassRules: '<-loopback>',
} as const;

/** One host as a rule names it: a URL's may contain the rules' separators and wildcards. */
const onePlace = /^(\[[\da-f:.]+\]|[\w.-]+):\d+$/i;

const ruleOf = (hop: Hop): string => (hop === 'direct' ? 'direct://' : hop.server);

/**
 * The rules by which a session reaches these pools and nothing else: bypassing every proxy for those whose first way
 * is direct. If a pool is behind proxies, encrypted connections use those, in their order, since no rule lets a
 * single host through a proxy (decision 25); of several such pools, the first one's apply. A pool without a known way
 * stays unreachable, so that none is ever contacted past its proxy.
 */
export function rulesFor(routes: readonly PoolRoute[]) {
  const known = routes.filter(({ place }) => onePlace.test(place));
  const direct = known.filter(({ hops: [first] }) => first === 'direct');
  const proxied = known.find(({ hops: [first] }) => first !== undefined && first !== 'direct');
  const rules = proxied
    ? { proxyRules: `http=127.0.0.1:0;https=${proxied.hops.map(ruleOf).join()}` }
    : {};
  const places = direct.map(({ place }) => place);
  return { ...closedRules, ...rules, proxyBypassRules: ['<-loopback>', ...places].join(';') };
}
