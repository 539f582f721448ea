import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { unnoted } from '../../../contract/insights/accessLog.ts';
import { categories } from '../../../contract/datum.ts';
import { withdrawalSchema } from '../../../contract/envelope.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { unpack } from '../ingest/body.ts';
import type { Access } from '../access/access.ts';
import type { AccessLog } from '../access/accessLog.ts';
import { daysHelp, endOfTime, sinceDay, untilDay } from './days.ts';
import { csvType, toCsv, wantsCsv } from '../insights/csv.ts';
import type { HeadSigner } from './ledgerHead.ts';
import type { Intake } from '../ingest/intake.ts';
import type { Later } from '../later.ts';
import type { Limits } from '../limits.ts';
import type { Load } from '../ingest/load.ts';
import type { Preparer } from '../ingest/preparer.ts';
import { takeBodies, type ArrivedBody } from '../ingest/recordBody.ts';
import { refuse } from '../../shared/replies.ts';
import { shownRow } from './shownRow.ts';
import { tooMuchToDo } from './shed.ts';
import type { RecordQuotas } from '../store/recordQuotas.ts';
import type { Cursor, Store } from '../store/store.ts';

/** Whose quota is used up, in words. */
const usedUp: Readonly<Record<Later['whose'], string>> = {
  owner: 'as many records of this owner are kept as are taken in one day',
  address: 'as many records came from this address as are taken in one day',
  all: 'as many records are kept as there is room for',
};

/** Nothing of the request is stored; its sender keeps it. */
function askLater(reply: FastifyReply, { status, whose, retryAfter }: Later): FastifyReply {
  reply.header('retry-after', String(retryAfter));
  return refuse(reply, status, `${usedUp[whose]}: try again later`);
}

/** `POST /v1/records`: clients send records. */
export function recordRoutes(
  app: FastifyInstance,
  {
    intake,
    limits,
    load,
    preparer,
    recordQuotas,
    addresses,
    signHead,
  }: {
    readonly intake: Intake;
    readonly signHead: HeadSigner;
    readonly limits: Limits;
    readonly load: Load;
    readonly preparer: Preparer;
    readonly recordQuotas: Pick<RecordQuotas, 'fullFor'>;
    readonly addresses: Pick<ClientAddresses, 'of'>;
  },
): void {
  app.removeAllContentTypeParsers();
  takeBodies(app, 'application/x-ndjson', limits.bodyBytes, load);

  const take = async (
    body: Buffer,
    request: FastifyRequest,
    reply: FastifyReply,
    end: () => void,
  ) => {
    const { raw, headers } = request;
    const address = addresses.of(raw);
    const full = recordQuotas.fullFor(address);
    if (full) return askLater(reply, full);
    const unpacked = await unpack(body, headers['content-encoding'], limits);
    if (!unpacked.ok) return refuse(reply, unpacked.status, unpacked.problem);
    // Large bodies have a bound of their own: a long one must not keep small ones out.
    if (unpacked.value.length > limits.inlineBytes) end();
    const batch = await preparer.prepare(unpacked.value);
    if (!batch.ok) return refuse(reply, batch.status, batch.problem);
    const taken = await intake.take(batch.value, address);
    if (!taken.ok) return askLater(reply, taken.problem);
    return taken.value.receipts.length > 0
      ? { ...taken.value, ...(await signHead(request)) }
      : taken.value;
  };

  const options = { config: { isShed: true } };
  app.post<{ Body: ArrivedBody | undefined }>('/v1/records', options, async (request, reply) => {
    const { body } = request;
    if (body?.ok === false) return refuse(reply, body.status);
    if (!body?.bytes.length)
      return refuse(reply, 400, 'the body is empty: line 1 must be the header');
    const end = load.begin();
    try {
      return end
        ? await take(body.bytes, request, reply, end)
        : await refuse(reply, 503, tooMuchToDo);
    } finally {
      end?.();
      body.letGo();
    }
  });
}

/** `POST /v1/withdrawals`: a client has its error records erased. */
export function withdrawalRoutes(
  app: FastifyInstance,
  {
    intake,
    limits,
    signHead,
  }: { readonly intake: Intake; readonly limits: Limits; readonly signHead: HeadSigner },
): void {
  // A route's own limit is counted apart from the others.
  const rateLimit = { max: limits.withdrawalsPerMinute };
  app.post(
    '/v1/withdrawals',
    { bodyLimit: 1024, config: { rateLimit } },
    async (request, reply) => {
      const body = withdrawalSchema.safeParse(request.body);
      if (!body.success)
        return refuse(reply, 400, 'the body must be {"key":"…"}, with 64 hexadecimal digits');
      const confirmation = await intake.withdraw(body.data.key);
      return { ...confirmation, ...(await signHead(request)) };
    },
  );
}

/** The place before all rows that arrived from this instant on. */
const fromDay = (receivedAt: string): Cursor => ({ receivedAt, keptId: '' });

const cursorPattern = /^(\d{4}-\d\d-\d\dT\d\d:00:00\.000Z)_([0-9a-f-]{36})$/;
const nextOf = ({ receivedAt, keptId }: Cursor): string => `${receivedAt}_${keptId}`;
function afterRow(next: string): Cursor {
  const [, receivedAt = '', keptId = ''] = cursorPattern.exec(next) ?? [];
  return { receivedAt, keptId };
}

const querySchema = z.strictObject({
  category: z.enum(categories).optional(),
  since: z
    .union([sinceDay.transform(fromDay), z.string().regex(cursorPattern).transform(afterRow)])
    .default({ receivedAt: '', keptId: '' }),
  until: untilDay.default(endOfTime),
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .default('100')
    .transform(Number)
    .pipe(z.int().min(1).max(1000)),
  format: z.enum(['json', 'csv']).optional(),
});

const queryHelp = `the query may hold category (census, usage or error), ${daysHelp}, as since also the “next” of an earlier answer, limit (1 to 1000), and format (json or csv)`;

/**
 * `GET /v1/records`: analysts read, oldest day first, as JSON or CSV; `next` (in CSV, the header `x-next`) is the
 * `since` of the next page. `GET /v1/records/ID`: support finds the report with the number that a person gives.
 */
export function readOutRoutes(
  app: FastifyInstance,
  {
    store,
    access,
    accessLog,
  }: {
    readonly store: Store;
    readonly access: Pick<Access, 'guard' | 'readerOf'>;
    readonly accessLog: Pick<AccessLog, 'note'>;
  },
): void {
  const preHandler = access.guard('engineer');
  app.get('/v1/records', { preHandler }, (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, queryHelp);
    const { category = null, since: after, until, limit } = query.data;
    const rows = store.read({ category, after, until, limit });
    const errors = rows.filter(({ category: found }) => found === 'error').length;
    const asked = request.query as Readonly<Record<string, string>>;
    const who = access.readerOf(request);
    if (errors > 0 && !accessLog.note({ kind: 'recordsRead', who, query: asked, errors }))
      return refuse(reply, 503, unnoted);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    const next = last ? { next: nextOf(last) } : {};
    if (wantsCsv(request.headers.accept, query.data.format)) {
      if (next.next) reply.header('x-next', next.next);
      return reply.type(csvType).send(toCsv(rows.map(shownRow)));
    }
    return reply.send({ records: rows.map(shownRow), ...next });
  });
  app.get<{ Params: { id: string } }>('/v1/records/:id', { preHandler }, (request, reply) => {
    // As a person reads it out or copies it.
    const row = store.find(request.params.id.trim().toLowerCase());
    if (!row) return refuse(reply, 404, 'no record has this number');
    const who = access.readerOf(request);
    if (row.category === 'error' && !accessLog.note({ kind: 'recordRead', who, record: row.id }))
      return refuse(reply, 503, unnoted);
    return reply.send(shownRow(row));
  });
}
