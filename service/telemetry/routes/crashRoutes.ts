import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { unnoted } from '../../../contract/insights/accessLog.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { readCrash, type Admit, type DumpRefusal } from '../crashes/crashBody.ts';
import type { CrashStore } from '../crashes/crashStore.ts';
import type { DumpFolder } from '../crashes/dumpFolder.ts';
import type { DumpQuotas } from '../crashes/dumpQuotas.ts';
import { daysHelp, endOfTime, sinceDay, untilDay } from './days.ts';
import type { Access } from '../access/access.ts';
import type { AccessLog } from '../access/accessLog.ts';
import type { HeadSigner } from './ledgerHead.ts';
import type { Intake } from '../ingest/intake.ts';
import type { Later } from '../later.ts';
import type { Limits } from '../limits.ts';
import { codeOf } from '../../shared/outcome.ts';
import { refuse } from '../../shared/replies.ts';
import { createUploadSlots } from '../crashes/uploadSlots.ts';

interface CrashPorts {
  readonly intake: Intake;
  readonly crashes: CrashStore;
  readonly dumps: DumpFolder;
  readonly quotas: DumpQuotas;
  readonly limits: Limits;
  readonly addresses: ClientAddresses;
  readonly signHead: HeadSigner;
}

const tooMany: DumpRefusal = {
  status: 503,
  problem: 'too many dumps arrive at once: try again later',
  retryAfter: 30,
};

/** Whose quota is used up, in words. */
const usedUp: Readonly<Record<Later['whose'], string>> = {
  owner: 'as many dumps of this owner are kept as are taken in one day',
  address: 'as many dumps came from this address as are taken in one day',
  all: 'as many dumps are kept as there is room for',
};

/** Decides whether a dump is taken now; `end` must be called once it is stored or refused. */
function createAdmission({ intake, quotas, limits }: CrashPorts) {
  const slots = createUploadSlots({
    inAll: limits.dumpsUnderWay,
    perAddress: limits.dumpsUnderWayPerAddress,
    leastBytesPerSecond: limits.leastDumpBytesPerSecond,
    leftAloneMs: limits.leftAloneMs,
  });
  return (address: string, { raw }: FastifyRequest) => {
    let letGo = (): void => undefined;
    const admit: Admit = (candidate, bytes, upload) => {
      const refusal = intake.admitCrash(candidate);
      if (refusal) return refusal;
      const room = quotas.reserve({ owner: candidate.record.owner ?? '', address, bytes });
      if (!room.ok) {
        const { status, whose, retryAfter } = room.later;
        return { status, retryAfter, problem: `${usedUp[whose]}: try again later` };
      }
      const leave = slots.enter({ address, ...upload });
      if (!leave) {
        room.letGo();
        return tooMany;
      }
      letGo = () => {
        leave();
        room.letGo();
        // Breaking uploads off, or having to make room, counts too, or one could hold slots by always starting new
        // ones.
        if (!raw.complete) quotas.took(address, 0);
      };
      return undefined;
    };
    return {
      admit,
      end: () => {
        letGo();
      },
    };
  };
}

function refuseDump(
  reply: FastifyReply,
  { status, problem, retryAfter, isBrokenOff = false }: DumpRefusal,
) {
  if (isBrokenOff) reply.header('connection', 'close');
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return refuse(reply, status, problem);
}

/**
 * `POST /v1/crashes`: a client sends the memory dump of a crash, with the crash's record, which must have been stored
 * and receipted before (docs/decisions/0053).
 */
export function crashRoutes(app: FastifyInstance, ports: CrashPorts): void {
  const { intake, quotas, addresses } = ports;
  const begin = createAdmission(ports);
  // The form's parts are read as they arrive.
  app.addContentTypeParser('multipart/form-data', (_request, _payload, done) => {
    done(null);
  });
  app.post('/v1/crashes', async (request, reply) => {
    if (request.mediaType !== 'multipart/form-data')
      return refuse(reply, 415, 'the body must be multipart/form-data');
    const address = addresses.of(request.raw);
    const { admit, end } = begin(address, request);
    try {
      const body = await readCrash(request.raw, { ...ports, admit });
      if (!body.ok) return await refuseDump(reply, body.refusal);
      const taken = await intake.takeCrash(body.value);
      if (!taken.ok) return await refuse(reply, 422, taken.problem);
      quotas.took(address, body.value.dump.bytes);
      return { ...taken.value, ...(await ports.signHead(request)) };
    } catch (error) {
      if (codeOf(error) === 'ENOSPC') return await refuse(reply, 503);
      throw error;
    } finally {
      end();
    }
  });
}

const querySchema = z.strictObject({
  since: sinceDay.default(''),
  until: untilDay.default(endOfTime),
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .default('100')
    .transform(Number)
    .pipe(z.int().min(1).max(1000)),
});

const digest = /^[0-9a-f]{64}$/;

/** `GET /v1/crashes`: analysts read groups of similar crashes, and single dumps. */
export function crashReadOutRoutes(
  app: FastifyInstance,
  {
    crashes,
    dumps,
    access,
    accessLog,
  }: Pick<CrashPorts, 'crashes' | 'dumps'> & {
    readonly access: Pick<Access, 'guard' | 'readerOf'>;
    readonly accessLog: Pick<AccessLog, 'note'>;
  },
): void {
  const preHandler = access.guard('engineer');
  app.get('/v1/crashes', { preHandler }, (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success)
      return refuse(reply, 400, `the query may hold ${daysHelp} and limit (1 to 1000)`);
    return reply.send({ groups: crashes.groups(query.data) });
  });
  app.get<{ Params: { digest: string } }>(
    '/v1/crashes/:digest',
    { preHandler },
    (request, reply) => {
      const asked = request.params.digest;
      if (!digest.test(asked) || !crashes.isKept(asked)) return refuse(reply, 404);
      const who = access.readerOf(request);
      if (!accessLog.note({ kind: 'dumpRead', who, digest: asked }))
        return refuse(reply, 503, unnoted);
      return reply.type('application/octet-stream').send(createReadStream(dumps.pathOf(asked)));
    },
  );
}
