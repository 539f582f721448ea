import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Admission, Visit } from './admission.ts';
import type { ClientAddresses } from './clientAddress.ts';
import { refuse } from './replies.ts';

/** Answered no matter how many requests are under way. */
const always = new Set(['/healthz', '/metrics']);

/** Whether the handler reads the body itself, as it arrives. */
const isArriving = ({ body, headers }: FastifyRequest): boolean =>
  body === undefined &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

/** Seconds. */
const SOON = '5';

/**
 * Bounds the requests under way, by address and in all. A request counts as proven once its body has arrived.
 * @returns a function that notes whose account a request is, since each account may have only so many.
 */
export function admitRequests(
  app: FastifyInstance,
  { admission, addresses }: { readonly admission: Admission; readonly addresses: ClientAddresses },
): (request: FastifyRequest, account: string) => void {
  const visits = new WeakMap<FastifyRequest, Visit>();
  app.addHook('onRequest', async (request, reply) => {
    if (always.has(request.routeOptions.url ?? '')) return;
    const visit = admission.enter(addresses.of(request.raw), () => {
      request.raw.socket.destroy();
    });
    if (!visit) {
      // The rest of the body is not waited for.
      reply.header('retry-after', SOON).header('connection', 'close');
      await refuse(reply, 503, 'too many requests are under way: try again later');
      return;
    }
    visits.set(request, visit);
    reply.raw.once('close', visit.leave);
  });
  app.addHook('preHandler', (request, _reply, done) => {
    const prove = () => visits.get(request)?.prove();
    if (isArriving(request)) request.raw.once('end', prove);
    else prove();
    done();
  });
  return (request, account) => visits.get(request)?.prove(account);
}
