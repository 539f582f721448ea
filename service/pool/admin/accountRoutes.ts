import type { FastifyInstance } from 'fastify';
import {
  accountChange,
  accountReset,
  accountsQuery,
  newAccount,
  removal,
  type AccountsAnswer,
  type Changed,
} from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import { refuse } from '../../shared/replies.ts';
import { makePassword } from '../accounts/makePassword.ts';
import { inTurn, turns } from '../changes/turns.ts';
import { listAccounts } from './accountList.ts';
import { refuseWith } from './adminReplies.ts';
import type { AdminParts } from './parts.ts';
import { createSecrets } from './secrets.ts';

interface WithAddress {
  Params: { address: string };
}

/** `accounts`: who there is, and each one's name, password, and whether they may sign in. */
export function adminAccountRoutes(app: FastifyInstance, parts: AdminParts): void {
  const { changing, look } = parts;
  const secrets = createSecrets(parts);

  app.get(adminPaths.accounts, (request, reply) => {
    const query = accountsQuery.safeParse(request.query);
    if (!query.success)
      return refuse(reply, 400, 'the query may hold organisation, search, state, after and limit');
    const { seen, data } = look();
    return reply.send({ seen, ...listAccounts(data, query.data) } satisfies AccountsAnswer);
  });

  app.post(adminPaths.accounts, (request, reply) => {
    const body = newAccount.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must hold address, displayName and by');
    const { displayName, by } = body.data;
    const parsed = parseSipAddress(body.data.address);
    if (!parsed.ok) return refuseWith(reply, { kind: 'badAddress' });
    const pool = secrets.poolFor(request, reply);
    if (pool === undefined) return reply;
    const [address, password] = [parsed.value, makePassword()];
    const person = { address, displayName: displayName || address, password };
    const turn = turns.addAccounts([person]);
    const seen = changing.change(request, reply, { turn });
    if (seen === undefined) return reply;
    const answer = secrets.answer(reply, { by, pool, address, password, seen });
    return answer === undefined ? reply : reply.code(201).send(answer);
  });

  const path = adminPaths.account('').concat(':address');
  app.patch<WithAddress>(path, (request, reply) => {
    const body = accountChange.safeParse(request.body);
    if (!body.success)
      return refuse(reply, 400, 'the body must hold seen, and may hold displayName and enabled');
    const { displayName, enabled, seen: known } = body.data;
    const { address } = request.params;
    const turn = inTurn([
      ...(displayName === undefined ? [] : [turns.renameAccount(address, displayName)]),
      ...(enabled === undefined ? [] : [turns.enableAccount(address, enabled)]),
    ]);
    const seen = changing.change(request, reply, { turn, seen: known });
    return seen === undefined ? reply : reply.send({ seen } satisfies Changed);
  });

  app.delete<WithAddress>(path, (request, reply) => {
    const query = removal.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'the query must hold seen');
    const turn = turns.removeAccounts([request.params.address]);
    const seen = changing.change(request, reply, { turn, seen: query.data.seen });
    return seen === undefined ? reply : reply.send({ seen } satisfies Changed);
  });

  app.post<WithAddress>(`${path}/reset`, (request, reply) => {
    const body = accountReset.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must hold seen and by');
    const pool = secrets.poolFor(request, reply);
    if (pool === undefined) return reply;
    const [{ address }, { by }, password] = [request.params, body.data, makePassword()];
    const turn = turns.setPassword(address, password);
    const seen = changing.change(request, reply, { turn, seen: body.data.seen });
    if (seen === undefined) return reply;
    const answer = secrets.answer(reply, { by, pool, address, password, seen });
    return answer === undefined ? reply : reply.send(answer);
  });
}
