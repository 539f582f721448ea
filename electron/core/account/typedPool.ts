import type { TypedPoolProblem } from '../../../contract/poolCalls.ts';
import { isLoopback, parsePoolUrl, type PoolAddress } from '../consent/serverAddress.ts';

type TypedPool =
  | { readonly ok: true; readonly value: PoolAddress }
  | { readonly ok: false; readonly problem: TypedPoolProblem };

const no = (problem: TypedPoolProblem): TypedPool => ({ ok: false, problem });

const schemes: readonly string[] = ['https:', 'http:', 'wss:', 'ws:'];

/** Without a scheme, TLS is meant, except for this device itself, where nobody has a certificate. */
function withScheme(text: string): string {
  const hostname = URL.parse(`https://${text}`)?.hostname ?? '';
  return `${isLoopback(hostname) ? 'http' : 'https'}://${text}`;
}

/**
 * Reads the pool's address as people type it: `pool.contoso.com`, with or without a port, a path or one of the
 * schemes https and wss, and for this device alone http and ws.
 */
export function parseTypedPool(text: string): TypedPool {
  const typed = text.trim();
  const url = URL.parse(typed.includes('://') ? typed : withScheme(typed));
  // `sip:alice@contoso.com` is an account however one reads it.
  if (typed.includes('@')) return no('account');
  if (!url?.hostname) return no(url && !schemes.includes(url.protocol) ? 'scheme' : 'noAddress');
  if (!schemes.includes(url.protocol)) return no('scheme');
  if (url.search || url.hash) return no('more');
  const pool = parsePoolUrl(url.href);
  return pool.ok ? pool : no('plain');
}
