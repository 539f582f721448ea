import type { FastifyInstance } from 'fastify';
import { unnoted } from '../../../contract/insights/accessLog.ts';
import { learnedSettings, type Learned } from '../../../contract/insights/learned.ts';
import { refuse } from '../../shared/replies.ts';
import type { Access } from '../access/access.ts';
import type { AccessLog } from '../access/accessLog.ts';
import type { Clock } from '../ingest/intake.ts';
import type { Insights } from '../insights/insights.ts';
import type { LearnedSetting } from './setting.ts';

/**
 * `GET /v1/learned`: what the data taught, for everyone if an officer opened it; `GET` and `PUT /v1/learned/settings`:
 * where officers open or close it.
 */
export function learnedRoutes(
  app: FastifyInstance,
  {
    setting,
    learned,
    insights,
    access,
    accessLog,
    clock,
  }: {
    readonly setting: LearnedSetting;
    readonly learned: (today: string) => Learned;
    readonly insights: Pick<Insights, 'migration'>;
    readonly access: Pick<Access, 'guard' | 'readerOf'>;
    readonly accessLog: Pick<AccessLog, 'note'>;
    readonly clock: Clock;
  },
): void {
  app.get('/v1/learned', (_request, reply) => {
    if (!setting.isOpen())
      return refuse(reply, 404, 'what was learned is not open here: an officer can open it');
    if (!insights.migration.isDone())
      return refuse(reply, 503, 'this is being prepared from the records: try again later');
    return reply.send(learned(clock().toISOString().slice(0, 10)));
  });

  const preHandler = access.guard('officer');
  app.get('/v1/learned/settings', { preHandler }, (_request, reply) =>
    reply.send({ open: setting.isOpen() }),
  );
  app.put('/v1/learned/settings', { preHandler, bodyLimit: 1024 }, (request, reply) => {
    const body = learnedSettings.safeParse(request.body);
    if (!body.success)
      return refuse(reply, 400, 'the body must be {"open":true} or {"open":false}');
    const { open } = body.data;
    const who = access.readerOf(request);
    if (open !== setting.isOpen()) {
      if (!accessLog.note({ kind: 'learnedSet', who, open })) return refuse(reply, 503, unnoted);
      setting.set(open);
    }
    return reply.send({ open });
  });
}
