import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { stateChangeSchema } from '../../../../contract/insights/errorState.ts';
import { refuse } from '../../../shared/replies.ts';
import type { Access } from '../../access/access.ts';
import type { Clock } from '../../ingest/intake.ts';
import type { Insights } from '../../insights/insights.ts';
import { whenPrepared } from '../../routes/whenPrepared.ts';
import type { ErrorStates } from './states.ts';

interface OfGroup {
  readonly Params: { readonly group: string };
}

/** `GET` and `PUT /v1/insights/errors/:group/state`: engineers read and set the state of an error group. */
export function stateRoutes(
  app: FastifyInstance,
  {
    access,
    insights,
    states,
    clock,
  }: {
    readonly access: Pick<Access, 'guard' | 'readerOf'>;
    readonly insights: Pick<Insights, 'migration'>;
    readonly states: ErrorStates;
    readonly clock: Clock;
  },
): void {
  const path = '/v1/insights/errors/:group/state';
  const ifThere = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!states.has((request.params as OfGroup['Params']).group))
      await refuse(reply, 404, 'there is no such group of errors');
  };
  // Until preparation is done, an old record could look like a new one.
  const preHandler = [access.guard('engineer'), whenPrepared(insights), ifThere];

  app.get<OfGroup>(path, { preHandler }, (request, reply) =>
    reply.send(states.of(request.params.group)),
  );
  app.put<OfGroup>(path, { preHandler }, (request, reply) => {
    const change = stateChangeSchema.safeParse(request.body);
    if (!change.success) {
      const [issue] = change.error.issues;
      const where = issue?.path.join('.') || 'the body';
      return refuse(reply, 400, `${where}: ${issue?.message ?? 'not understood'}`);
    }
    const { name } = access.readerOf(request);
    return reply.send(states.set(request.params.group, change.data, name, clock().toISOString()));
  });
}
