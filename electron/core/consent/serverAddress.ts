import type { Parsed } from '../../../contract/envelope.ts';
import { withoutTrailingSlashes } from '../../../contract/trailingSlashes.ts';

/** One pool, with a URL for each of its two protocols: same host, port and path. */
export interface PoolAddress {
  /** SIP over WebSocket: `ws` or `wss`. */
  readonly sip: URL;
  /** Provisioning: `http` or `https`. */
  readonly http: URL;
}

/** Whether a URL's host is this device itself. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** An address to talk to: https, or http on this device alone. */
export function parseServiceUrl(text: string): Parsed<URL> {
  const url = URL.parse(text);
  const secret = url?.protocol === 'https:';
  const local = url?.protocol === 'http:' && isLoopback(url.hostname);
  if (!url || !(secret || local)) return { ok: false, problem: 'not https' };
  if (url.username || url.password || url.search || url.hash)
    return { ok: false, problem: 'more than an address' };
  return { ok: true, value: url };
}

/** The pool's address, given as http, https, ws or wss: unencrypted to this device alone. */
export function parsePoolUrl(text: string): Parsed<PoolAddress> {
  const asHttp = text.replace(/^ws(s?):/i, 'http$1:');
  const http = parseServiceUrl(asHttp);
  if (!http.ok) return http;
  return {
    ok: true,
    value: { http: http.value, sip: new URL(http.value.href.replace('http', 'ws')) },
  };
}

/** A pool's address as links write it: without a trailing slash. */
export const linkedPool = ({ http }: PoolAddress): string => withoutTrailingSlashes(http.href);
