import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deviceHeader, peopleHeader, provisioningPath } from '../../../contract/destinations.ts';
import { refuse } from '../../shared/replies.ts';
import { accountSchema, type AccountGuard } from './account.ts';
import type { ClientVersions } from './clientVersions.ts';
import type { PeopleOf } from './people.ts';
import type { PoolFile } from './poolFile.ts';

const LONGEST_WAIT_SECONDS = 30;

const querySchema = z.strictObject({
  account: accountSchema,
  wait: z
    .string()
    .regex(/^\d{1,2}$/)
    .default('0')
    .transform(Number)
    .pipe(z.int().max(LONGEST_WAIT_SECONDS)),
});

const queryHelp = `the query must hold account (such as alice@contoso.com), and may hold wait (0 to ${LONGEST_WAIT_SECONDS} seconds)`;

/** The pool's answer to one of its people. */
function wordFor(account: string, file: PoolFile) {
  const { accounts, organisations } = file.data();
  const organisation = account.split('@')[1] ?? '';
  const { displayName, policy } = organisations[organisation] ?? { displayName: '', policy: {} };
  const body = JSON.stringify({
    organisation,
    displayName,
    account: { address: account, displayName: accounts[account]?.displayName ?? account },
    policy,
    // While a policy is being written, no client is to send or delete anything because of it.
    ...(file.isUnsettled() ? { unsettled: true } : {}),
  });
  return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"` };
}

/** Resolves when the pool's file has changed, when the time is over, or when nobody waits any longer. */
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

/** `GET /v1/provisioning`: the organisation's in-band policy, for those who have proved who they are. */
export function provisioningRoutes(
  app: FastifyInstance,
  {
    file,
    peopleOf,
    isGranted,
    versions,
    now,
  }: {
    readonly file: PoolFile;
    readonly peopleOf: PeopleOf;
    readonly isGranted: AccountGuard;
    readonly versions: Pick<ClientVersions, 'note'>;
    readonly now: () => number;
  },
): void {
  const changed = createWaiting(file);
  app.get(provisioningPath, async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, queryHelp);
    const { account, wait } = query.data;
    if (!(await isGranted(request, reply, account))) return reply;
    const device = request.headers[deviceHeader]?.toString();
    versions.note(account, device, request.headers['user-agent']);
    const known = request.headers['if-none-match'];
    const deadline = now() + wait * 1000;
    let word = wordFor(account, file);
    const knownPeople = request.headers[peopleHeader];
    const isKnown = () =>
      word.etag === known && [undefined, peopleOf(account).etag].includes(knownPeople?.toString());
    while (isKnown() && now() < deadline && !request.raw.socket.destroyed) {
      await changed((deadline - now()) / 1000, request);
      word = wordFor(account, file);
    }
    // Somebody who waited may have been removed meanwhile, and is then told as little as anyone else.
    if (!Object.hasOwn(file.data().accounts, account))
      return refuse(reply, 401, 'this address needs the account’s password, by HTTP Digest');
    reply.header('etag', word.etag).header(peopleHeader, peopleOf(account).etag);
    if (word.etag === known) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(word.body);
  });
}
