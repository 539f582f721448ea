import type { FastifyInstance } from 'fastify';
import { unnoted } from '../../../../contract/insights/accessLog.ts';
import { refuse } from '../../../shared/replies.ts';
import type { Access } from '../../access/access.ts';
import type { AccessLog } from '../../access/accessLog.ts';
import type { Store } from '../../store/store.ts';
import type { Deminifier } from './deminifier.ts';

const stackOf = (fields: string): string | undefined => {
  const stack = (JSON.parse(fields) as { exceptionStack?: unknown }).exceptionStack;
  return typeof stack === 'string' ? stack : undefined;
};

/** `GET /v1/records/ID/stack`: engineers read a report's stack with source positions. */
export function stackRoutes(
  app: FastifyInstance,
  {
    access,
    accessLog,
    store,
    deminify,
  }: {
    readonly access: Pick<Access, 'guard' | 'readerOf'>;
    readonly accessLog: Pick<AccessLog, 'note'>;
    readonly store: Pick<Store, 'find'>;
    readonly deminify: Deminifier;
  },
): void {
  app.get<{ Params: { id: string } }>(
    '/v1/records/:id/stack',
    { preHandler: access.guard('engineer') },
    async (request, reply) => {
      const row = store.find(request.params.id.trim().toLowerCase());
      const stack = row && stackOf(row.fields);
      if (!row || stack === undefined)
        return refuse(reply, 404, 'no record with a stack has this number');
      const who = access.readerOf(request);
      if (!accessLog.note({ kind: 'recordRead', who, record: row.id }))
        return refuse(reply, 503, unnoted);
      const frames = await deminify(row.appVersion, stack);
      return frames
        ? reply.send({ version: row.appVersion, frames })
        : refuse(reply, 503, 'the source maps of this version can’t be read now');
    },
  );
}
