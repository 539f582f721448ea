import type { FastifyRequest } from 'fastify';
import { askedFor } from '../shared/askedFor.ts';
import type { ClientAddresses } from '../shared/clientAddress.ts';
import { done, failed, type Outcome } from '../shared/outcome.ts';

/** The pool's address as the client knows it; a trusted proxy says which one was requested. */
export function originOf(
  { raw }: Pick<FastifyRequest, 'raw'>,
  addresses: Pick<ClientAddresses, 'isByProxy'>,
): Outcome<string> {
  const { isSecure, host } = askedFor(raw, addresses);
  const address = `${isSecure ? 'https' : 'http'}://${host}`;
  return URL.canParse(address) && new URL(address).origin === address
    ? done(new URL(address).origin)
    : failed('the Host header must name this pool');
}
