import Fastify, { type FastifyInstance } from 'fastify';
import { boundArrival } from '../shared/arrival.ts';
import { httpTimes } from '../shared/httpSockets.ts';
import type { Certificate } from '../shared/listening/certificate.ts';
import { serverFactory } from '../shared/listening/httpServer.ts';
import { answerUnparsed, refuse } from '../shared/replies.ts';
import type { Limits } from './limits.ts';

/**
 * What serves HTTP within the service's limits, and as yet answers nothing.
 * @param certificate null if it speaks plain HTTP.
 */
export function createApp(
  { bodyBytes, requestMs, dumpBytes, leastDumpBytesPerSecond }: Limits,
  certificate: Certificate | null,
): FastifyInstance {
  // For the largest dump on the slowest connection.
  const longestMs = requestMs + Math.ceil((dumpBytes * 1000) / leastDumpBytesPerSecond);
  const app = Fastify({
    logger: false,
    bodyLimit: bodyBytes,
    forceCloseConnections: 'idle',
    // An account in an address, and an error group's name, which contains a crash's whole signature, can be long.
    routerOptions: { maxParamLength: 2048 },
    exposeHeadRoutes: false,
    serverFactory: serverFactory(
      {
        maxHeaderSize: 8 * 1024,
        ...httpTimes(requestMs),
        requestTimeout: longestMs,
        // Node's own answer to a missing host has no body; `observe` sends one.
        requireHostHeader: false,
      },
      certificate,
    ),
    clientErrorHandler: answerUnparsed,
    frameworkErrors: (error, _request, reply) => {
      refuse(reply, error.statusCode ?? 400);
    },
  });
  boundArrival(app.server, {
    requestMs,
    leastBytesPerSecond: leastDumpBytesPerSecond,
    isLarge: ({ url }) => url?.split('?')[0] === '/v1/crashes',
  });
  return app;
}
