import type { FastifyInstance } from 'fastify';
import type { About } from '../../../contract/insights/about.ts';

/**
 * `GET /v1/insights/about`: whether the data are made up, and the least number of devices a figure may be about. Open.
 */
export function aboutRoutes(
  app: FastifyInstance,
  { about }: { readonly about: () => About },
): void {
  app.get('/v1/insights/about', (_request, reply) => reply.send(about()));
}
