import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { createSessions } from '../../shared/sessions.ts';
import type { ClientVersions } from '../accounts/clientVersions.ts';
import type { Guesses } from '../accounts/guesses.ts';
import type { PoolFile } from '../accounts/poolFile.ts';
import type { ChangeLog } from '../changes/changeLog.ts';
import type { PoolChanges } from '../changes/poolChanges.ts';
import { adminAccountRoutes } from './accountRoutes.ts';
import { createAdminAccess, type SignedIn } from './adminAccess.ts';
import { administratorRoutes } from './administratorRoutes.ts';
import type { Administrators } from './administrators.ts';
import { createChanging } from './changing.ts';
import { importRoutes } from './importRoutes.ts';
import { changeLogRoutes } from './logRoutes.ts';
import { numberRoutes, type SignedInNumbers } from './numberRoutes.ts';
import { adminOrganisationRoutes } from './organisationRoutes.ts';
import { createPasswordHashes } from './passwordHash.ts';
import { chosenPasswordRoutes } from './passwordRoutes.ts';
import { routeRoles } from './routeRoles.ts';
import { adminSessionRoutes } from './sessionRoutes.ts';

/** Room for the longest value of a policy, however it is written. */
const BODY_BYTES = 16 * 1024;
const HOUR = 3_600_000;
const sessionLimits = { sessionIdleMs: HOUR / 2, sessionMs: 12 * HOUR, sessionsOpen: 1000 };

interface Ports {
  readonly file: PoolFile;
  readonly administrators: Administrators;
  readonly changeLog: ChangeLog;
  readonly changes: PoolChanges;
  readonly numbers: SignedInNumbers;
  readonly versions: ClientVersions;
  readonly addresses: ClientAddresses;
  readonly guesses: Guesses;
  readonly now: () => number;
}

/** The administrators' routes, none of which is served without its role in {@link routeRoles}. */
export async function adminRoutes(app: FastifyInstance, ports: Ports): Promise<void> {
  const { now, file, changeLog } = ports;
  await app.register(cookie);
  const sessions = createSessions<SignedIn>(sessionLimits, () => new Date(now()));
  const access = createAdminAccess({ ...ports, sessions });
  app.addHook('onRoute', (route) => {
    route.bodyLimit ??= BODY_BYTES;
    for (const one of [route.method].flat())
      if (!Object.hasOwn(routeRoles, `${one} ${route.url}`))
        throw new Error(`no role for ${one} ${route.url}`);
  });
  app.addHook('onRequest', access.guard);
  const changing = createChanging({ ...ports, access });
  const look = () => {
    // First: what the command line writes in between is then told as a conflict, and not overwritten unseen.
    const seen = changeLog.seen();
    file.reread();
    return { seen, data: file.stored() };
  };
  const parts = { ...ports, access, changing, look };
  adminSessionRoutes(app, { ...parts, hashes: createPasswordHashes() });
  administratorRoutes(app, parts);
  adminOrganisationRoutes(app, parts);
  adminAccountRoutes(app, parts);
  chosenPasswordRoutes(app, parts);
  importRoutes(app, parts);
  changeLogRoutes(app, parts);
  numberRoutes(app, parts);
}
