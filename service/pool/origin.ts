import type { FastifyRequest } from 'fastify';
import { done, failed, type Outcome } from '../shared/outcome.ts';

/** The pool's address as the one who asks knows it; a TLS proxy on this machine says what it was asked for. */
export function originOf({ protocol, host }: FastifyRequest): Outcome<string> {
  const address = `${protocol}://${host}`;
  return URL.canParse(address) && new URL(address).origin === address.toLowerCase()
    ? done(new URL(address).origin)
    : failed('the Host header must name this pool');
}
