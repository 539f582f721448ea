import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { refuse } from '../../shared/replies.ts';
import { daysHelp, endOfTime, sinceDay, untilDay } from '../routes/days.ts';
import type { Access } from './access.ts';
import type { AccessLog } from './accessLog.ts';

const querySchema = z.strictObject({
  since: sinceDay.default(''),
  until: untilDay.default(endOfTime),
  before: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .default(Number.MAX_SAFE_INTEGER),
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .default('100')
    .transform(Number)
    .pipe(z.int().min(1).max(1000)),
});

const checkSchema = z.strictObject({
  noted: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/**
 * `GET /v1/access-log`: officers read who read what, newest first; `next` is the `before` of the next page. `GET
 * /v1/access-log/check`: whether the log is intact and contains the entry whose hash is `noted`.
 */
export function accessLogRoutes(
  app: FastifyInstance,
  {
    access,
    accessLog,
  }: {
    readonly access: Pick<Access, 'guard'>;
    readonly accessLog: Pick<AccessLog, 'page' | 'check'>;
  },
): void {
  const preHandler = access.guard('officer');
  app.get('/v1/access-log', { preHandler }, (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success)
      return refuse(
        reply,
        400,
        `the query may hold ${daysHelp}, before (the “next” of an earlier answer) and limit (1 to 1000)`,
      );
    return reply.send(accessLog.page(query.data));
  });
  app.get('/v1/access-log/check', { preHandler }, async (request, reply) => {
    const query = checkSchema.safeParse(request.query);
    if (!query.success)
      return refuse(
        reply,
        400,
        'the query may hold noted, the hash of an entry: 64 digits, 0 to 9 and a to f',
      );
    return await accessLog.check(query.data.noted);
  });
}
