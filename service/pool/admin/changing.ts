import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Changer } from '../../../contract/admin/changeLog.ts';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import { isOfDisk } from '../../shared/isOfDisk.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { refuse } from '../../shared/replies.ts';
import type { Wanted, PoolChanges } from '../changes/poolChanges.ts';
import type { AdminAccess } from './adminAccess.ts';
import { refuseWith } from './adminReplies.ts';

/** Changes the pool for who asks. */
export interface Changing {
  /** @returns the number of its entry in the log; undefined where the request was answered with why not. */
  readonly change: (
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: Omit<Wanted, 'who'>,
  ) => number | undefined;
  readonly undo: (request: FastifyRequest, reply: FastifyReply, seq: number) => number | undefined;
  /** Runs what writes to disk; where that can't be written, answers so. */
  readonly writing: <T>(reply: FastifyReply, run: () => Outcome<T, AdminProblem>) => T | undefined;
}

export const changerOf = (
  access: Pick<AdminAccess, 'adminOf'>,
  request: FastifyRequest,
): Changer => ({
  by: 'administrator',
  name: access.adminOf(request).name,
});

export function createChanging({
  access,
  changes,
}: {
  readonly access: Pick<AdminAccess, 'adminOf'>;
  readonly changes: PoolChanges;
}): Changing {
  const writing: Changing['writing'] = (reply, run) => {
    try {
      const made = run();
      if (made.ok) return made.value;
      refuseWith(reply, made.problem);
    } catch (error) {
      if (!isOfDisk(error)) throw error;
      refuse(reply, 503, 'this can’t be written down now, and so was not changed');
    }
    return undefined;
  };
  return {
    writing,
    change: (request, reply, wanted) =>
      writing(reply, () => changes.make({ who: changerOf(access, request), ...wanted })),
    undo: (request, reply, seq) =>
      writing(reply, () => changes.undo(changerOf(access, request), seq)),
  };
}
