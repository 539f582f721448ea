import type { FastifyInstance } from 'fastify';
import type { Load } from '../ingest/load.ts';
import { refuse } from '../../shared/replies.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether its requests are turned away if the service is too busy. */
    readonly isShed?: boolean;
  }
}

export const tooMuchToDo = 'the service has too much to do now: try again later';

/**
 * Turns away requests that can't be answered soon, as soon as their head has arrived and before anything else is done
 * for them. Node reads and drops the body, so that the connection stays open: a new one would cost more.
 */
export function shed(app: FastifyInstance, load: Pick<Load, 'hasRoom'>): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.isShed !== true || load.hasRoom()) done();
    else refuse(reply, 503, tooMuchToDo);
  });
}
