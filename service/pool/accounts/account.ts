import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deviceHeader } from '../../../contract/destinations.ts';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { refuse } from '../../shared/replies.ts';
import { algorithms, type Digest } from './digest.ts';
import type { Guesses } from './guesses.ts';
import type { PoolData } from './poolData.ts';

/** The account from which a request comes, in its query. */
export const accountSchema = z.string().transform((text, context) => {
  const parsed = parseSipAddress(text);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: parsed.problem });
  return z.NEVER;
});

/** @returns whether the request proves to come from the account; if not, it has been answered. */
export type AccountGuard = (
  request: FastifyRequest,
  reply: FastifyReply,
  account: string,
) => Promise<boolean>;

/** Asks for the account's password, by HTTP Digest (RFC 7616). */
export function createAccountGuard({
  digest,
  addresses,
  data,
  guesses,
  noteAccount,
}: {
  readonly digest: Digest;
  readonly addresses: ClientAddresses;
  readonly data: () => PoolData;
  readonly guesses: Guesses;
  /** Counts the request as the account's. */
  readonly noteAccount: (request: FastifyRequest, account: string) => void;
}): AccountGuard {
  return async (request, reply, account) => {
    const [user = '', realm = ''] = account.split('@');
    const attempt = {
      account,
      address: addresses.of(request.raw),
      isProved: false,
      device: request.headers[deviceHeader]?.toString().toLowerCase(),
    };
    const waitMs = guesses.waitMs(attempt);
    if (waitMs > 0) {
      await refuse(reply.header('retry-after', String(Math.ceil(waitMs / 1000))), 429);
      return false;
    }
    const given = request.headers.authorization;
    const asked = { method: request.method, realm, user };
    const verdict =
      given === undefined
        ? 'unrelated'
        : digest.check([given], asked, data().accounts[account]?.ha1);
    if (verdict === 'granted') {
      guesses.noteProved(attempt);
      noteAccount(request, account);
      return true;
    }
    if (verdict === 'malformed') {
      await refuse(reply, 400, 'the Authorization header is not understood');
      return false;
    }
    if (verdict === 'denied') guesses.noteWrong(attempt);
    reply.header(
      'www-authenticate',
      algorithms.map((algorithm) => digest.challenge(realm, algorithm, verdict === 'stale')),
    );
    await refuse(reply, 401, 'this address needs the account’s password, by HTTP Digest');
    return false;
  };
}
