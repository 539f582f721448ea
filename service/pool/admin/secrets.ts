import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SecretAnswer, SecretWay } from '../../../contract/admin/accounts.ts';
import { oneTimeLink, type LinkPurpose } from '../../../contract/admin/paths.ts';
import { done } from '../../shared/outcome.ts';
import { refuse } from '../../shared/replies.ts';
import { passwordMarkOf } from '../changes/snapshot.ts';
import { originOf } from '../origin.ts';
import type { AdminParts } from './parts.ts';

/** What must still be so of an account for its one-time link to be valid: the password that it had. */
export function passwordMark(file: AdminParts['file'], address: string): string | undefined {
  const { accounts } = file.stored();
  const account = Object.hasOwn(accounts, address) ? accounts[address] : undefined;
  return account && passwordMarkOf(account);
}

/** Makes what is told once: passwords and one-time links. */
export function createSecrets({ file, administrators, addresses, changing }: AdminParts) {
  /** The pool's address, which links begin with; undefined where the request was answered. */
  const poolFor = (request: FastifyRequest, reply: FastifyReply): string | undefined => {
    const origin = originOf(request, addresses);
    if (origin.ok) return origin.value;
    refuse(reply, 400, origin.problem);
    return undefined;
  };
  const link = (pool: string, purpose: LinkPurpose, subject: string) => {
    const bound = purpose === 'password' ? (passwordMark(file, subject) ?? '') : '';
    const { secret, until } = administrators.addLink(purpose, subject, bound);
    return { link: oneTimeLink(pool, purpose, secret), until };
  };
  return {
    poolFor,
    link,
    /** Several links, all or none. */
    links: (pool: string, subjects: readonly string[]): readonly string[] =>
      administrators.together(() =>
        subjects.map((subject) => link(pool, 'password', subject).link),
      ),
    /** What is answered of a password that was just set; undefined where the request was answered. */
    answer(
      reply: FastifyReply,
      {
        by,
        pool,
        address,
        password,
        seen,
      }: {
        readonly by: SecretWay;
        readonly pool: string;
        readonly address: string;
        readonly password: string;
        readonly seen: number;
      },
    ): SecretAnswer | undefined {
      if (by === 'password') return { by, seen, address, password };
      const made = changing.writing(reply, () => done(link(pool, 'password', address)));
      return made && { by, seen, address, ...made };
    },
  };
}
