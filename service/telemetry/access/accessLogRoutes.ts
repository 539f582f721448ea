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

/** `GET /v1/access-log`: officers read who read what, the newest first; `next` is the `before` of the next page. */
export function accessLogRoutes(
  app: FastifyInstance,
  {
    access,
    accessLog,
  }: { readonly access: Pick<Access, 'guard'>; readonly accessLog: Pick<AccessLog, 'page'> },
): void {
  app.get('/v1/access-log', { preHandler: access.guard('officer') }, (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success)
      return refuse(
        reply,
        400,
        `the query may hold ${daysHelp}, before (the “next” of an earlier answer) and limit (1 to 1000)`,
      );
    return reply.send(accessLog.page(query.data));
  });
}
