import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseSipAddress } from '../../contract/sipAddress.ts';
import { refuse } from '../replies.ts';
import { createFailures } from './authentication.ts';
import { algorithms, type Digest } from './digest.ts';
import type { PoolData, PoolFile } from './poolFile.ts';

const LONGEST_WAIT = 30;

const querySchema = z.strictObject({
  account: z.string().transform((text, context) => {
    const parsed = parseSipAddress(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.problem });
    return z.NEVER;
  }),
  wait: z
    .string()
    .regex(/^\d{1,2}$/)
    .default('0')
    .transform(Number)
    .pipe(z.int().max(LONGEST_WAIT)),
});

const queryHelp = `the query must hold account (such as alice@contoso.com), and may hold wait (0 to ${LONGEST_WAIT} seconds)`;

/** What the pool says to one of its people. */
function wordFor(account: string, { accounts, organisations }: PoolData) {
  const organisation = account.split('@')[1] ?? '';
  const { displayName, policy } = organisations[organisation] ?? { displayName: '', policy: {} };
  const body = JSON.stringify({
    organisation,
    displayName,
    account: { address: account, displayName: accounts[account]?.displayName ?? account },
    policy,
  });
  return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"` };
}

function createGuard(digest: Digest, file: PoolFile, now: () => number) {
  const failures = createFailures(now);
  return async (request: FastifyRequest, reply: FastifyReply, account: string) => {
    const [user = '', realm = ''] = account.split('@');
    const from = `${account} ${request.ip}`;
    if (failures.isTooMany(from)) {
      await refuse(reply.header('retry-after', '60'), 429);
      return false;
    }
    const given = request.headers.authorization;
    const asked = { method: request.method, realm, user };
    const verdict =
      given === undefined
        ? 'stale'
        : digest.check(given, asked, file.data().accounts[account]?.ha1);
    if (verdict === 'granted') return true;
    if (verdict === 'denied') failures.count(from);
    const isStale = given !== undefined && verdict === 'stale';
    reply.header(
      'www-authenticate',
      algorithms.map((algorithm) => digest.challenge(realm, algorithm, isStale)),
    );
    await refuse(reply, 401, 'this address needs the account’s password, by HTTP Digest');
    return false;
  };
}

/** Resolves when the pool's file says something else, when the time is over, or when nobody waits any more. */
function createWaiting(file: PoolFile) {
  const waiting = new Set<() => void>();
  file.onChange(() => {
    for (const wake of waiting) wake();
  });
  return (seconds: number, request: FastifyRequest): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        request.raw.socket.off('close', wake);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, seconds * 1000);
      request.raw.socket.once('close', wake);
      waiting.add(wake);
    });
}

/** `GET /v1/provisioning`: the organisation's in-band policy, for those who proved who they are. */
export function provisioningRoutes(
  app: FastifyInstance,
  {
    file,
    digest,
    now,
  }: { readonly file: PoolFile; readonly digest: Digest; readonly now: () => number },
): void {
  const isGranted = createGuard(digest, file, now);
  const changed = createWaiting(file);
  app.get('/v1/provisioning', async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, queryHelp);
    const { account, wait } = query.data;
    if (!(await isGranted(request, reply, account))) return reply;
    const known = request.headers['if-none-match'];
    const deadline = now() + wait * 1000;
    let word = wordFor(account, file.data());
    while (word.etag === known && now() < deadline && !request.raw.socket.destroyed) {
      await changed((deadline - now()) / 1000, request);
      word = wordFor(account, file.data());
    }
    // Whoever waited may have been removed meanwhile, and is then told as little as anyone else.
    if (!Object.hasOwn(file.data().accounts, account))
      return refuse(reply, 401, 'this address needs the account’s password, by HTTP Digest');
    reply.header('etag', word.etag);
    if (word.etag === known) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(word.body);
  });
}
