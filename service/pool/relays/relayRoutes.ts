import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { relaysPath } from '../../../contract/destinations.ts';
import { refuse } from '../../shared/replies.ts';
import { accountSchema, type AccountGuard } from '../accounts/account.ts';
import type { Relays } from './relays.ts';

const querySchema = z.strictObject({ account: accountSchema });

/**
 * `GET /v1/relays`: for one call, access to the relays that sound may go through, for those who have proved who they
 * are; 404 where the pool's file names none.
 */
export function relayRoutes(
  app: FastifyInstance,
  { relays, isGranted }: { readonly relays: Relays; readonly isGranted: AccountGuard },
): void {
  app.get(relaysPath, async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success)
      return refuse(reply, 400, 'the query must hold account, such as alice@contoso.com');
    const { account } = query.data;
    if (!(await isGranted(request, reply, account))) return reply;
    const access = relays.accessFor(account);
    return access ? reply.send(access) : refuse(reply, 404, 'this pool names no relay');
  });
}
