import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../shared/replies.ts';
import type { Insights } from '../insights/insights.ts';

/** Turns requests away until all records of an older database have their typed rows. */
export const whenPrepared =
  ({ migration }: Pick<Insights, 'migration'>) =>
  async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!migration.isDone())
      await refuse(reply, 503, 'the insights are being prepared from the records: try again later');
  };
