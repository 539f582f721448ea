import type { FastifyInstance } from 'fastify';
import type { Changed } from '../../../contract/admin/accounts.ts';
import { logCheckQuery, logQuery } from '../../../contract/admin/changeLog.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { refuse } from '../../shared/replies.ts';
import { refuseWith } from './adminReplies.ts';
import type { AdminParts } from './parts.ts';

/** `log`: who changed what, whether the log is whole, and taking a change back. */
export function changeLogRoutes(app: FastifyInstance, { changing, changeLog }: AdminParts): void {
  app.get(adminPaths.log, (request, reply) => {
    const query = logQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'the query may hold before, limit and about');
    return reply.send(changeLog.page(query.data));
  });

  app.get(adminPaths.logCheck, async (request, reply) => {
    const query = logCheckQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'the query may hold noted, the hash of an entry');
    return changeLog.check(query.data.noted);
  });

  app.post<{ Params: { seq: string } }>(adminPaths.undo(':seq'), (request, reply) => {
    const { seq } = request.params;
    if (!/^[1-9]\d{0,14}$/.test(seq)) return refuseWith(reply, { kind: 'unknown' });
    const seen = changing.undo(request, reply, Number(seq));
    return seen === undefined ? reply : reply.send({ seen } satisfies Changed);
  });
}
