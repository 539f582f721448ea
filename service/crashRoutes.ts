import { createReadStream } from 'node:fs';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readCrash } from './crashBody.ts';
import { dayOf } from './coarse.ts';
import type { CrashStore } from './crashStore.ts';
import type { DumpFolder } from './dumpFolder.ts';
import { createGuard } from './guard.ts';
import type { Intake } from './intake.ts';
import type { Limits } from './limits.ts';
import { codeOf } from './outcome.ts';
import { refuse } from './replies.ts';

interface CrashPorts {
  readonly intake: Intake;
  readonly crashes: CrashStore;
  readonly dumps: DumpFolder;
  readonly limits: Limits;
}

/** What a person's disconnecting, or a form that is cut off, looks like. */
const brokenOff = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'FST_PREMATURE_CLOSE']);

/** `POST /v1/crashes`: a client hands over the memory dump of a crash, with the crash's record. */
export async function crashRoutes(app: FastifyInstance, ports: CrashPorts): Promise<void> {
  const { intake, dumps, limits } = ports;
  // Every part is read as it arrives; the plugin would parse a record, whose exact bytes are signed.
  await app.register(multipart, { isPartAFile: () => true, throwFileSizeLimit: false });
  app.post('/v1/crashes', async (request, reply) => {
    if (!request.isMultipart()) return refuse(reply, 415, 'the body must be multipart/form-data');
    try {
      const body = await readCrash(request, dumps, limits);
      if (!body.ok) return await refuse(reply, body.status, body.problem);
      const taken = await intake.takeCrash(body.value);
      return taken.ok ? taken.value : await refuse(reply, 422, taken.problem);
    } catch (error) {
      if (codeOf(error) === 'ENOSPC') return refuse(reply.header('retry-after', '30'), 503);
      if (brokenOff.has(codeOf(error)) || /unexpected end/i.test(String(error)))
        return refuse(reply, 400, 'the body ended before its end');
      throw error;
    }
  });
}

const querySchema = z.strictObject({
  since: z.iso
    .datetime({ offset: false })
    .transform((at) => dayOf(new Date(at).toISOString()))
    .default(''),
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .default('100')
    .transform(Number)
    .pipe(z.int().min(1).max(1000)),
});

const digest = /^[0-9a-f]{64}$/;

/** `GET /v1/crashes`: analysts read crashes by what they have in common, and single dumps. */
export function crashReadOutRoutes(
  app: FastifyInstance,
  { crashes, dumps, token }: Pick<CrashPorts, 'crashes' | 'dumps'> & { readonly token: string },
): void {
  const preHandler = createGuard(token);
  app.get('/v1/crashes', { preHandler }, (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success)
      return refuse(
        reply,
        400,
        'the query may hold since (an ISO 8601 instant in UTC, which stands for its whole day) and limit (1 to 1000)',
      );
    return reply.send({ groups: crashes.groups(query.data.since, query.data.limit) });
  });
  app.get<{ Params: { digest: string } }>(
    '/v1/crashes/:digest',
    { preHandler },
    (request, reply) => {
      const asked = request.params.digest;
      if (!digest.test(asked) || !crashes.isKept(asked)) return refuse(reply, 404);
      return reply.type('application/octet-stream').send(createReadStream(dumps.pathOf(asked)));
    },
  );
}
