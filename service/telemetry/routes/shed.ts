import type { FastifyInstance } from 'fastify';
import type { Load } from '../ingest/load.ts';
import { refuse } from '../../shared/replies.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether its requests are turned away where the service has too much to do. */
    readonly isShed?: boolean;
  }
}

export const tooMuchToDo = 'the service has too much to do now: try again later';

/**
 * Turns away, once a request's head is here and before anything else is done for it, what can't be answered soon.
 * Node reads its body and drops it, so that the connection goes on: a new one would cost more.
 */
export function shed(app: FastifyInstance, load: Pick<Load, 'hasRoom'>): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.isShed !== true || load.hasRoom()) done();
    else refuse(reply, 503, tooMuchToDo);
  });
}
