import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessReader } from '../../../contract/insights/accessLog.ts';
import {
  roles,
  sessionCookie,
  tokenHolder,
  type Role,
} from '../../../contract/insights/session.ts';
import { askedFor } from '../../shared/askedFor.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { refuse } from '../../shared/replies.ts';
import { requestOrigin } from '../../shared/requestOrigin.ts';
import { RequestRates } from '../../shared/requestRates.ts';
import type { Sessions } from '../../shared/sessions.ts';
import type { Reader } from './reader.ts';

/** Who may read what. */
export interface Access {
  /** Admits only readers with one of these roles, by the token or by the session cookie. */
  readonly guard: (
    ...any: readonly Role[]
  ) => (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** The reader, as the access log names them; only for a request that {@link guard} admitted. */
  readonly readerOf: (request: FastifyRequest) => AccessReader;
  /** Whether the reader also has this role; only for a request that {@link guard} admitted. */
  readonly hasRole: (request: FastifyRequest, role: Role) => boolean;
  /** Whether this is the data folder's token; if not, the request is answered with a refusal. */
  readonly takesToken: (token: string, request: FastifyRequest, reply: FastifyReply) => boolean;
  /** Where a request comes from, see {@link requestOrigin}. */
  readonly originOf: (request: FastifyRequest) => ReturnType<typeof requestOrigin>;
}

const MINUTE_MS = 60_000;
const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');

/** The token holds every role, for scripts and for a service on a single machine. */
export const holder: Reader = { by: 'token', subject: null, name: tokenHolder, roles };

const changes = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/**
 * Refuses wrong tokens, and limits them per address and minute. The right token passes however many wrong ones came
 * from its address: 256 bits can't be guessed at any rate, and nobody must be able to lock others out.
 */
function createTokenCheck(
  token: string,
  { addresses, wrongPerMinute }: Pick<Ports, 'addresses' | 'wrongPerMinute'>,
) {
  const expected = digestOf(token);
  const rates = new RequestRates();
  return (presented: string, request: FastifyRequest, reply: FastifyReply): boolean => {
    if (timingSafeEqual(digestOf(presented), expected)) return true;
    const count = (_: null, { current, ttl }: { current: number; ttl: number }) => {
      if (current > wrongPerMinute) {
        reply.header('retry-after', String(Math.ceil(ttl / 1000)));
        refuse(reply, 429, 'too many wrong tokens: wait as long as Retry-After says');
      } else refuse(reply, 401, 'this is not the token in the data folder');
    };
    reply.header('www-authenticate', 'Bearer realm="Candor telemetry"');
    rates.incr(addresses.of(request.raw), count, MINUTE_MS, wrongPerMinute);
    return false;
  };
}

interface Ports {
  /** The data folder's token. */
  readonly token: string;
  readonly sessions: Sessions<Reader>;
  readonly addresses: Pick<ClientAddresses, 'of' | 'isByProxy'>;
  /** The most wrong tokens per minute from one address. */
  readonly wrongPerMinute: number;
}

/** The one place that decides who may read what (docs/decisions/0104). */
export function createAccess(ports: Ports): Access {
  const { token, sessions, addresses } = ports;
  const takesToken = createTokenCheck(token, ports);
  const readers = new WeakMap<FastifyRequest, Reader>();
  const comesFrom = ({ raw }: FastifyRequest) => requestOrigin(raw, askedFor(raw, addresses));

  /** @returns undefined if the request has been answered. */
  const byToken = (request: FastifyRequest, reply: FastifyReply): Reader | undefined => {
    const [scheme = '', presented = '', ...more] = (request.headers.authorization ?? '').split(' ');
    // The scheme is case-insensitive (RFC 9110, section 11.1).
    const isBearer = scheme.toLowerCase() === 'bearer' && more.length === 0;
    return takesToken(isBearer ? presented : '', request, reply) ? holder : undefined;
  };

  const byCookie = (request: FastifyRequest, reply: FastifyReply): Reader | undefined => {
    const id = request.cookies[sessionCookie];
    if (id === undefined) {
      reply.header('www-authenticate', 'Bearer realm="Candor telemetry"');
      refuse(reply, 401, 'this address needs the analysts’ bearer token, or a session');
      return undefined;
    }
    const session = sessions.of(id);
    if (!session) {
      refuse(reply, 401, 'this session has ended, or is none: sign in again');
      return undefined;
    }
    // Browsers send the cookie unasked, so a change must prove that no other page asked for it.
    if (changes(request.method) && comesFrom(request) !== 'same') {
      refuse(reply, 403, 'this was not asked for by a page of this service');
      return undefined;
    }
    return session.reader;
  };

  return {
    guard:
      (...any) =>
      async (request, reply) => {
        const isByToken = request.headers.authorization !== undefined;
        const reader = isByToken ? byToken(request, reply) : byCookie(request, reply);
        if (!reader) return;
        if (reader.roles.some((role) => any.includes(role))) readers.set(request, reader);
        else await refuse(reply, 403, `this address needs the role “${any.join('” or “')}”`);
      },
    readerOf(request) {
      const reader = readers.get(request);
      if (!reader) throw new Error('nobody was let pass');
      const { by, subject, name } = reader;
      return { by, subject, name };
    },
    hasRole: (request, role) => readers.get(request)?.roles.includes(role) ?? false,
    takesToken,
    originOf: comesFrom,
  };
}
