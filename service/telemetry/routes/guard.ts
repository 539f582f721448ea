import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../shared/replies.ts';

const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Lets only those pass who present the token. */
export function createGuard(token: string) {
  const expected = digestOf(`Bearer ${token}`);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const presented = digestOf(request.headers.authorization ?? '');
    if (timingSafeEqual(presented, expected)) return;
    reply.header('www-authenticate', 'Bearer realm="Candor telemetry"');
    await refuse(reply, 401, 'this address needs the analysts’ bearer token');
  };
}
