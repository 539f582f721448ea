import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { createSessions } from '../../shared/sessions.ts';
import type { Guesses } from '../accounts/guesses.ts';
import type { PoolFile } from '../accounts/poolFile.ts';
import { adminAccountRoutes } from './accountRoutes.ts';
import { createAdminAccess, type SignedIn } from './adminAccess.ts';
import type { Administrators } from './administrators.ts';
import { createPasswordHashes } from './passwordHash.ts';
import { routeRoles } from './routeRoles.ts';
import { adminSessionRoutes } from './sessionRoutes.ts';

const HOUR = 3_600_000;
const sessionLimits = { sessionIdleMs: HOUR / 2, sessionMs: 12 * HOUR, sessionsOpen: 1000 };

interface Ports {
  readonly file: PoolFile;
  readonly administrators: Administrators;
  readonly addresses: ClientAddresses;
  readonly guesses: Guesses;
  readonly now: () => number;
}

/** The administrators' routes, none of which is served without its role in {@link routeRoles}. */
export async function adminRoutes(app: FastifyInstance, ports: Ports): Promise<void> {
  const { now } = ports;
  await app.register(cookie);
  const sessions = createSessions<SignedIn>(sessionLimits, () => new Date(now()));
  const access = createAdminAccess({ ...ports, sessions });
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat())
      if (!Object.hasOwn(routeRoles, `${one} ${url}`)) throw new Error(`no role for ${one} ${url}`);
  });
  app.addHook('onRequest', access.guard);
  const shared = { ...ports, access, hashes: createPasswordHashes() };
  adminSessionRoutes(app, { ...shared, onEnrolled: () => undefined });
  adminAccountRoutes(app, shared);
}
