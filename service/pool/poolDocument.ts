import type { FastifyInstance } from 'fastify';
import { poolDocumentPath, type PoolDocument } from '../../contract/poolDiscovery.ts';
import type { ClientAddresses } from '../shared/clientAddress.ts';
import { refuse } from '../shared/replies.ts';
import { originOf } from './origin.ts';

/** `GET /.well-known/candor`: tells accounts whose domain is the pool's own host that this is their pool. */
export function poolDocumentRoutes(
  app: FastifyInstance,
  { addresses }: { readonly addresses: Pick<ClientAddresses, 'isByProxy'> },
): void {
  app.get(poolDocumentPath, (request, reply) => {
    const origin = originOf(request, addresses);
    if (!origin.ok) return refuse(reply, 400, origin.problem);
    return reply.send({ pool: origin.value } satisfies PoolDocument);
  });
}
