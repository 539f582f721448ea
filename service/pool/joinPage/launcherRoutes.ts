import type { FastifyInstance } from 'fastify';
import { meetingPaths } from '../../../contract/meetingLimits.ts';
import { linesOf, readBatch, unpack } from '../../telemetry/ingest/body.ts';
import { defaultLimits } from '../../telemetry/limits.ts';
import { refuse } from '../../shared/replies.ts';
import { UNTIL_SETTLED_SECONDS, type Launcher } from './launcher.ts';

/** A page has few records. Bytes, both as they travel and unpacked. */
const LARGEST_BODY_BYTES = 256 * 1024;
const limits = { ...defaultLimits, unpackedBytes: LARGEST_BODY_BYTES, records: 100 };

const OFF = 'MeetingUxEnableTelemetry is off: this pool’s meetings send nothing from a browser';
const NOWHERE = 'this pool was started without --telemetry: it has nowhere to send records';

/** `POST /v1/launcher/records`: records of a meeting in the browser, on their way to the telemetry service. */
export function launcherRoutes(app: FastifyInstance, launcher: Launcher): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-ndjson',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  const path = meetingPaths.launcherRecords;
  app.post(path, {
    bodyLimit: LARGEST_BODY_BYTES,
    // Before the body is read: if it is refused, the pool does not even receive it.
    onRequest: async (_request, reply) => {
      if (launcher.isUnsettled())
        await refuse(reply.header('retry-after', UNTIL_SETTLED_SECONDS), 503);
      else if (!launcher.mayPass()) await refuse(reply, 403, OFF);
    },
    handler: async (request, reply) => {
      if (!Buffer.isBuffer(request.body))
        return refuse(reply, 400, 'the body is empty: line 1 must be the header');
      const body = await unpack(request.body, request.headers['content-encoding'], limits);
      if (!body.ok) return refuse(reply, body.status, body.problem);
      const batch = readBatch(body.value, limits);
      if (!batch.ok) return refuse(reply, batch.status, batch.problem);
      const passed = await launcher.pass(batch.value, linesOf(body.value, limits.records + 1));
      switch (passed.kind) {
        case 'answered':
          return reply.send({ receipts: passed.receipts, rejected: passed.rejected });
        case 'refused':
          return refuse(reply, 403, OFF);
        case 'nowhere':
          return refuse(reply, 503, NOWHERE);
        case 'busy':
          return refuse(reply.header('retry-after', passed.retryAfter ?? '30'), 503);
        case 'failed':
          return refuse(reply.header('retry-after', '30'), 502);
      }
    },
  });
}
