import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { peoplePath } from '../../../contract/destinations.ts';
import { LARGEST_PEOPLE_BYTES } from '../../../contract/people.ts';
import { refuse } from '../../shared/replies.ts';
import { accountSchema, type AccountGuard } from './account.ts';
import type { PoolData } from './poolData.ts';

interface Answer {
  readonly body: string;
  readonly etag: string;
}

/** The named people of an organisation, by address; anyone to whom no administrator gave a name is left out. */
function answerFor(organisation: string, { accounts }: PoolData): Answer {
  const people: string[] = [];
  let bytes = 0;
  for (const address of Object.keys(accounts).toSorted()) {
    const displayName = accounts[address]?.displayName ?? address;
    if (!address.endsWith(`@${organisation}`) || displayName === address) continue;
    const person = JSON.stringify({ address, displayName });
    bytes += Buffer.byteLength(person) + 1;
    if (bytes > LARGEST_PEOPLE_BYTES - 64) break;
    people.push(person);
  }
  const body = `{"people":[${people.join(',')}]}`;
  return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"` };
}

/** What an account is told about the people of its own organisation. */
export type PeopleOf = (account: string) => Answer;

/** @param data all that the pool knows now; the same object as long as nothing changes. */
export function createPeople(data: () => PoolData): PeopleOf {
  const known = new WeakMap<PoolData, Map<string, Answer>>();
  return (account) => {
    const [now, organisation] = [data(), account.split('@')[1] ?? ''];
    const answers = known.get(now) ?? new Map<string, Answer>();
    known.set(now, answers);
    const answer = answers.get(organisation) ?? answerFor(organisation, now);
    answers.set(organisation, answer);
    return answer;
  };
}

const querySchema = z.strictObject({ account: accountSchema });

/** `GET /v1/people`: the names of an organisation's people, for those who prove to belong to it. */
export function peopleRoutes(
  app: FastifyInstance,
  { peopleOf, isGranted }: { readonly peopleOf: PeopleOf; readonly isGranted: AccountGuard },
): void {
  app.get(peoplePath, async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success)
      return refuse(reply, 400, 'the query must hold account (such as alice@contoso.com)');
    const { account } = query.data;
    if (!(await isGranted(request, reply, account))) return reply;
    const { body, etag } = peopleOf(account);
    reply.header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(body);
  });
}
