import type { FastifyInstance } from 'fastify';
import { accountsQuery, type AccountsAnswer } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { refuse } from '../../shared/replies.ts';
import type { PoolFile } from '../accounts/poolFile.ts';
import { listAccounts } from './accountList.ts';

/** `accounts`: who there is. */
export function adminAccountRoutes(
  app: FastifyInstance,
  { file }: { readonly file: Pick<PoolFile, 'stored'> },
): void {
  app.get(adminPaths.accounts, (request, reply) => {
    const query = accountsQuery.safeParse(request.query);
    if (!query.success)
      return refuse(reply, 400, 'the query may hold organisation, search, state, after and limit');
    return reply.send({
      seen: 0,
      ...listAccounts(file.stored(), query.data),
    } satisfies AccountsAnswer);
  });
}
