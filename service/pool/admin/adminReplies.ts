import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { AdminProblem } from '../../../contract/admin/problems.ts';

/** The status of each kind of refusal, and what it says to other programs. */
const said: Readonly<Record<AdminProblem['kind'], readonly [number, string]>> = {
  wrong: [401, 'the name, the password or the code is wrong'],
  replayed: [401, 'this code was used before: wait for the next one'],
  clock: [401, 'the code is one of another time: the authenticator’s clock, or the pool’s, is off'],
  wait: [429, 'too many wrong ones: wait as long as Retry-After says'],
  signedOut: [401, 'nobody is signed in, or the session has ended'],
  role: [403, 'this is not for your role'],
  link: [404, 'the link was used, replaced, or has run out'],
  unknown: [404, 'there is nothing of that name'],
  thereAlready: [409, 'it is there already'],
  conflict: [409, 'others changed the same meanwhile'],
  fileUnusable: [409, 'pool.json can’t be read now'],
  unfit: [400, 'pool.json can’t hold this'],
  lastOwner: [409, 'the last owner stays one'],
  notUndoable: [409, 'this entry can’t be undone'],
  badAddress: [400, 'this is no address such as alice@contoso.com'],
  noOrganisation: [400, 'there is no organisation of that domain'],
  badPolicy: [400, 'the policy can’t have this value'],
  badCsv: [400, 'the file is no CSV'],
  noColumn: [400, 'the file lacks a column'],
  tooManyLines: [400, 'the file has too many lines'],
  otherLines: [409, 'the bad lines are others than those that were to be left out'],
};

/** Refuses, with the problem for the page to put into words. */
export function refuseWith(reply: FastifyReply, problem: AdminProblem): FastifyReply {
  const [status, message] = said[problem.kind];
  if (problem.kind === 'wait') reply.header('retry-after', String(problem.seconds));
  const error = (STATUS_CODES[status] ?? '').toLowerCase().replaceAll(' ', '_');
  return reply.code(status).send({ error, message, problem });
}
