import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { unnoted } from '../../../contract/insights/accessLog.ts';
import { leastDevices } from '../../../contract/insights/queries.ts';
import {
  mostLeastDevices,
  settingsChange,
  type ServiceSettings,
} from '../../../contract/insights/serviceSettings.ts';
import { refuse } from '../../shared/replies.ts';
import type { Access } from '../access/access.ts';
import type { AccessLog } from '../access/accessLog.ts';
import type { Tidying } from '../store/tidying.ts';
import type { OfficerSettings } from './officerSettings.ts';

const path = '/v1/settings';

/** `GET` and `PATCH /v1/settings`: officers read and set k, and how long records are kept. */
export function settingsRoutes(
  app: FastifyInstance,
  {
    officerSettings,
    access,
    accessLog,
    tidying,
  }: {
    readonly officerSettings: OfficerSettings;
    readonly access: Pick<Access, 'guard' | 'readerOf'>;
    readonly accessLog: Pick<AccessLog, 'note'>;
    readonly tidying: Pick<Tidying, 'tidy'>;
  },
): void {
  const { inForce, bounds } = officerSettings;
  const preHandler = access.guard('officer');
  const told = (): ServiceSettings => ({ ...inForce, bounds });
  app.get(path, { preHandler }, (_request, reply) => reply.send(told()));
  app.patch(path, { preHandler, bodyLimit: 1024 }, (request, reply) => {
    const { data: change } = settingsChange.safeParse(request.body);
    const help = `the body must be {"leastDevices":N,"recordDays":N,"errorDays":N}, or some of it: whole numbers, leastDevices from ${leastDevices} to ${mostLeastDevices}, days from 1`;
    const problem = change ? officerSettings.problemOf(change) : help;
    if (!change || problem !== undefined) return refuse(reply, 400, problem);
    const who = access.readerOf(request);
    const was = { ...inForce };
    const set = {
      leastDevices: change.leastDevices ?? was.leastDevices,
      recordDays: change.recordDays ?? was.recordDays,
      errorDays: change.errorDays ?? was.errorDays,
    };
    if (isDeepStrictEqual(set, was)) return reply.send(told());
    if (!accessLog.note({ kind: 'settingsSet', who, was, set })) return refuse(reply, 503, unnoted);
    officerSettings.set(change);
    if (set.recordDays < was.recordDays || set.errorDays < was.errorDays) tidying.tidy();
    return reply.send(told());
  });
}
