import type { FastifyInstance } from 'fastify';
import { unnoted } from '../../../contract/insights/accessLog.ts';
import { refuse } from '../../shared/replies.ts';
import { textsFor } from '../../shared/requestTexts.ts';
import type { Access } from './access.ts';
import type { Persons } from './persons.ts';

/** `GET` and `DELETE /v1/persons/ACCOUNT`: officers export or erase what is stored about an account. */
export function personRoutes(
  app: FastifyInstance,
  {
    access,
    persons,
  }: { readonly access: Pick<Access, 'guard' | 'readerOf'>; readonly persons: Persons },
): void {
  const ways = { GET: persons.export, DELETE: persons.erase } as const;
  for (const method of ['GET', 'DELETE'] as const)
    app.route<{ Params: { account: string } }>({
      method,
      url: '/v1/persons/:account',
      preHandler: access.guard('officer'),
      handler: async (request, reply) => {
        const account = request.params.account.trim();
        if (account === '') return refuse(reply, 400, 'the address must end with an account');
        const asked = { who: access.readerOf(request), t: textsFor(request) };
        return (await ways[method](account, asked)) ?? refuse(reply, 503, unnoted);
      },
    });
}
