import { hash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { holds, type AdminRole } from '../../../contract/admin/roles.ts';
import {
  adminCookie,
  adminDeviceCookie,
  type AdminSession,
} from '../../../contract/admin/session.ts';
import { askedFor } from '../../shared/askedFor.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { refuse } from '../../shared/replies.ts';
import { requestOrigin } from '../../shared/requestOrigin.ts';
import { createSessionCookie } from '../../shared/sessionCookie.ts';
import type { Sessions } from '../../shared/sessions.ts';
import type { Attempt, Guesses } from '../accounts/guesses.ts';
import type { Administrators, KeptAdministrator } from './administrators.ts';
import { refuseWith } from './adminReplies.ts';
import { routeRoles } from './routeRoles.ts';

/** Who signed in, as a session has it; what they may do is looked up at each request. */
export interface SignedIn {
  readonly name: string;
  readonly generation: number;
}

/** Who may do what at the administrators' pages. */
export interface AdminAccess {
  /** Lets a request pass whose session has the route's role; otherwise answers. */
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Who asks; only of a request that {@link guard} let pass. */
  readonly adminOf: (request: FastifyRequest) => KeptAdministrator;
  /** The session of who asks; only of a request that {@link guard} let pass. */
  readonly sessionOf: (request: FastifyRequest) => AdminSession;
  readonly begin: (
    who: KeptAdministrator,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => AdminSession;
  readonly end: (request: FastifyRequest, reply: FastifyReply) => void;
  /** By what a browser is known again; undefined where it has signed nobody in before. */
  readonly deviceOf: (request: FastifyRequest) => string | undefined;
}

const changes = (method: string): boolean => method !== 'GET' && method !== 'HEAD';
const YEAR = 365 * 24 * 3600;

interface Ports {
  readonly administrators: Pick<Administrators, 'find'>;
  readonly guesses: Pick<Guesses, 'noteProved'>;
  readonly sessions: Sessions<SignedIn>;
  readonly addresses: Pick<ClientAddresses, 'of' | 'isByProxy'>;
}

export const roleOf = ({
  method,
  routeOptions,
}: FastifyRequest): AdminRole | 'anyone' | undefined =>
  routeRoles[`${method} ${routeOptions.url ?? ''}`];

/** How an attempt to sign in is counted, apart from the accounts of the pool, whose names have no blank. */
export const attemptOf = (name: string, address: string, device: string | undefined): Attempt => ({
  account: `administrator ${name}`,
  address,
  device,
  isProved: false,
});

const digestOf = (device: string): string => hash('sha256', device, 'hex');

export function createAdminAccess(ports: Ports): AdminAccess {
  const { administrators, sessions, addresses, guesses } = ports;
  const passed = new WeakMap<
    FastifyRequest,
    { readonly who: KeptAdministrator; readonly until: string }
  >();
  const cookie = createSessionCookie<SignedIn>(adminCookie, ports);
  const isOwnPage = ({ raw }: FastifyRequest) =>
    requestOrigin(raw, askedFor(raw, addresses)) === 'same';
  const told = ({ name, role }: KeptAdministrator, until: string): AdminSession => ({
    name,
    role,
    until,
  });
  const found = (request: FastifyRequest) => {
    const passing = passed.get(request);
    if (!passing) throw new Error('nobody was let pass');
    return passing;
  };
  return {
    async guard(request, reply) {
      // The cookie is sent by itself: whoever changes something must show that it was no other page that asked.
      if (changes(request.method) && !isOwnPage(request)) {
        await refuse(reply, 403, 'this was not asked for by a page of this pool');
        return;
      }
      const needed = roleOf(request);
      if (needed === 'anyone') return;
      const session = sessions.of(request.cookies[adminCookie] ?? '');
      const who = session && administrators.find(session.reader.name);
      if (!session || who?.generation !== session.reader.generation) {
        cookie.end(request, reply);
        await refuseWith(reply, { kind: 'signedOut' });
      } else if (needed === undefined || !holds(who.role, needed))
        await refuseWith(reply, { kind: 'role' });
      else passed.set(request, { who, until: session.until });
    },
    adminOf: (request) => found(request).who,
    sessionOf(request) {
      const { who, until } = found(request);
      return told(who, until);
    },
    begin(who, request, reply) {
      const { name, generation } = who;
      const { until } = cookie.begin({ name, generation }, request, reply);
      const device = request.cookies[adminDeviceCookie] ?? randomBytes(32).toString('base64url');
      reply.setCookie(adminDeviceCookie, device, { ...cookie.options(request), maxAge: YEAR });
      guesses.noteProved(attemptOf(name, addresses.of(request.raw), digestOf(device)));
      return told(who, until);
    },
    end: cookie.end,
    deviceOf(request) {
      const device = request.cookies[adminDeviceCookie];
      return device === undefined ? undefined : digestOf(device);
    },
  };
}
