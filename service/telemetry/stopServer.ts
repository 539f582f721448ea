import type { FastifyInstance } from 'fastify';

/** Answers the requests in flight, and takes no more; after `graceMs` it ends whatever is still open. */
export async function stopServer(server: FastifyInstance, graceMs: number): Promise<void> {
  const http = server.server;
  // Connections that were busy when the stop began are kept alive after their answer.
  const sweep = setInterval(() => {
    http.closeIdleConnections();
  }, 20);
  // A client that never ends its request must not keep the service from stopping.
  const impatience = setTimeout(() => {
    http.closeAllConnections();
  }, graceMs);
  await server.close();
  clearInterval(sweep);
  clearTimeout(impatience);
}
