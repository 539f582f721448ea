import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { meetingPaths } from '../../../contract/meetingLimits.ts';
import { newMeetingSchema } from '../../../contract/meetings.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { refuse } from '../../shared/replies.ts';
import { accountSchema, type AccountGuard } from '../accounts/account.ts';
import type { Meetings } from './meetings.ts';
import { originOf } from '../origin.ts';

interface Ports {
  readonly meetings: Meetings;
  readonly addresses: Pick<ClientAddresses, 'isByProxy'>;
  readonly settled: () => Promise<void>;
  readonly isGranted: AccountGuard;
}

const querySchema = z.strictObject({ account: accountSchema });
const queryHelp = 'the query must hold account, such as alice@contoso.com';
const bodyHelp = 'the body may hold title, of 1 to 128 characters, and nothing else';

interface WithId {
  Params: { id: string };
}

/** Gives each its own turn of the event loop, since storing a meeting takes as long as many messages do. */
function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => (last = last.then(() => setImmediate()));
}

/** The routes to make a meeting, to look one up, and to prove to its room that one is signed in. */
export function meetingRoutes(
  app: FastifyInstance,
  { meetings, addresses, settled, isGranted }: Ports,
): void {
  const askedBy = async (request: FastifyRequest, reply: FastifyReply) => {
    const query = querySchema.safeParse(request.query);
    if (query.success)
      return (await isGranted(request, reply, query.data.account)) ? query.data.account : null;
    await refuse(reply, 400, queryHelp);
    return null;
  };

  const ownTurn = createTurns();
  app.post(meetingPaths.meetings, async (request, reply) => {
    const account = await askedBy(request, reply);
    if (account === null) return reply;
    const body = newMeetingSchema.safeParse(request.body ?? {});
    if (!body.success) return refuse(reply, 400, bodyHelp);
    const origin = originOf(request, addresses);
    if (!origin.ok) return refuse(reply, 400, origin.problem);
    await ownTurn();
    const made = meetings.make(body.data.title ?? '', account);
    if (!made.ok) return refuse(reply, 503, made.problem);
    const { id, title } = made.value;
    return reply.code(201).send({ id, title, joinUrl: origin.value + meetingPaths.joinPage(id) });
  });

  app.get<WithId>(meetingPaths.meeting(':id'), async (request, reply) => {
    // The answer says whether usage data may be sent.
    await settled();
    const meeting = meetings.show(request.params.id);
    return meeting ? reply.send(meeting) : refuse(reply, 404, 'there is no such meeting');
  });

  app.post<WithId>(meetingPaths.tickets(':id'), async (request, reply) => {
    const account = await askedBy(request, reply);
    if (account === null) return reply;
    const { id } = request.params;
    const state = meetings.show(id)?.state;
    if (state !== 'open')
      return refuse(reply, 404, state ? 'the meeting is over' : 'there is no such meeting');
    return reply.code(201).send(meetings.ticket(id, account));
  });
}
