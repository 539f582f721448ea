import rateLimit from '@fastify/rate-limit';
import { longestAddress } from '../../contract/admin/accounts.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Admission } from '../shared/admission.ts';
import { admitRequests } from '../shared/admitRequests.ts';
import {
  createClientAddresses,
  type ClientAddresses,
  type Network,
} from '../shared/clientAddress.ts';
import { healthOf, type HealthCheck } from '../shared/health.ts';
import { httpTimes } from '../shared/httpSockets.ts';
import type { Certificate } from '../shared/listening/certificate.ts';
import { serverFactory } from '../shared/listening/httpServer.ts';
import { prepareListening, type ListenOptions } from '../shared/listening/listen.ts';
import type { Log } from '../shared/outcome.ts';
import { answerErrors, answerUnparsed } from '../shared/replies.ts';
import { RequestRates } from '../shared/requestRates.ts';
import { adminRoutes } from './admin/adminRoutes.ts';
import type { SignedInNumbers } from './admin/numberRoutes.ts';
import { createAccountGuard } from './accounts/account.ts';
import { createClientVersions } from './accounts/clientVersions.ts';
import { createDigest, type Digest } from './accounts/digest.ts';
import { createGuesses, type Guesses } from './accounts/guesses.ts';
import { createGuards } from './guards.ts';
import { defaultLimits, type PoolLimits } from './limits.ts';
import { adminPageRoutes } from './adminPage/routes.ts';
import { joinPageRoutes } from './joinPage/routes.ts';
import { createLauncher, type Launcher } from './joinPage/launcher.ts';
import { launcherRoutes } from './joinPage/launcherRoutes.ts';
import { meetingRoutes } from './meetings/meetingRoutes.ts';
import { createOriginCheck } from './origins.ts';
import { openPoolFolder, type PoolFolder } from './poolFolder.ts';
import type { PoolMetrics } from './metrics.ts';
import type { PoolData } from './accounts/poolData.ts';
import { createPeople, peopleRoutes } from './accounts/people.ts';
import { poolDocumentRoutes } from './poolDocument.ts';
import { provisioningRoutes } from './accounts/provisioning.ts';
import { relayRoutes } from './relays/relayRoutes.ts';
import { createRooms, type Rooms } from './meetings/rooms.ts';
import { createSipServer, type SipServer } from './sip/sipServer.ts';
import { serveWebSockets } from './webSockets.ts';

export interface PoolOptions extends ListenOptions {
  readonly dataFolder: string;
  /** See {@link joinPageRoutes}. */
  readonly webFolder?: string;
  /** The telemetry service's address, to which meetings in browsers report, if they may. */
  readonly telemetryUrl?: string | undefined;
  readonly limits?: Partial<PoolLimits>;
  /**
   * The origins whose pages may open WebSockets besides the pool's own and Candor's windows, as browsers write them.
   */
  readonly allowedOrigins?: readonly string[];
  /** The networks of proxies, besides this machine, that are trusted to name their clients. */
  readonly trustedProxies?: readonly Network[];
  readonly log?: Log;
  readonly now?: () => number;
}

export interface Pool {
  readonly url: string;
  /** Changes `pool.json`, as `candor-pool` does. */
  readonly change: (turn: (data: PoolData) => PoolData) => void;
  /** What it has in memory, for whoever monitors that. */
  readonly size: () => ReturnType<SipServer['size']> & ReturnType<Rooms['size']>;
  readonly close: () => Promise<void>;
}

async function createHttp(ports: {
  folder: PoolFolder;
  numbers: SignedInNumbers;
  webFolder: string | undefined;
  launcher: Launcher;
  digest: Digest;
  guesses: Guesses;
  limits: PoolLimits;
  addresses: ClientAddresses;
  certificate: Certificate | null;
  /** For HTTP requests. */
  requests: Admission;
  metrics: PoolMetrics;
  checks: readonly HealthCheck[];
  now: () => number;
  log: Log;
}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: longestAddress },
    serverFactory: serverFactory(
      { maxHeaderSize: 8 * 1024, ...httpTimes(ports.limits.requestMs) },
      ports.certificate,
    ),
    clientErrorHandler: answerUnparsed,
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    done();
  });
  await app.register(rateLimit, {
    max: ports.limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ raw }) => ports.addresses.of(raw),
    store: RequestRates,
  });
  answerErrors(app, ports.log);
  const noteAccount = admitRequests(app, { ...ports, admission: ports.requests });
  const { folder } = ports;
  const { file, meetings, relays } = folder;
  const { data } = file;
  const versions = createClientVersions(ports.now);
  const isGranted = createAccountGuard({ ...ports, data, noteAccount });
  const peopleOf = createPeople(data);
  await app.register((scope, _options, done) => {
    poolDocumentRoutes(scope, ports);
    provisioningRoutes(scope, { ...ports, file, peopleOf, isGranted, versions });
    peopleRoutes(scope, { peopleOf, isGranted });
    relayRoutes(scope, { ...ports, relays, isGranted });
    meetingRoutes(scope, { ...ports, meetings, settled: file.settled, isGranted });
    const unlimited = { config: { rateLimit: false as const } };
    scope.get('/healthz', unlimited, (_request, reply) => reply.send(healthOf(ports.checks)));
    scope.get('/metrics', unlimited, async (_request, reply) =>
      reply.type(ports.metrics.contentType).send(await ports.metrics.text()),
    );
    done();
  });
  await app.register((scope) => adminRoutes(scope, { ...ports, ...folder, versions }));
  await app.register((scope) => joinPageRoutes(scope, { ...ports, meetings }));
  await app.register((scope) => adminPageRoutes(scope, ports));
  await app.register((scope, _options, done) => {
    launcherRoutes(scope, ports.launcher);
    done();
  });
  return app;
}

/**
 * Starts the organisation's pool: SIP over WebSocket, meetings and HTTP on one port. Rejects with `CannotStart` if the
 * certificate, the folder, its `pool.json` or the port can't be used.
 */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const { dataFolder, webFolder, log = () => undefined, now = () => Date.now() } = options;
  const listening = await prepareListening(options, { log });
  const limits = { ...defaultLimits, ...options.limits };
  const folder = openPoolFolder(dataFolder, { log, now });
  const { file, meetings, changes, release } = folder;
  const digest = createDigest(now);
  const guesses = createGuesses(options.now ?? (() => performance.now()));
  const launcher = createLauncher({
    telemetryUrl: options.telemetryUrl,
    setting: () => file.data().meetings.telemetry,
    isUnsettled: file.isUnsettled,
  });
  const addresses = createClientAddresses(options.trustedProxies ?? []);
  const guards = createGuards({ dataFolder, file, certificate: listening.used, limits, log });
  const shared = { ...guards, addresses, digest, guesses, limits, now, log };
  const { certificate } = listening;
  const sip = createSipServer({ ...shared, data: file.data });
  const rooms = createRooms({ ...shared, meetings });
  const numbers = { devices: sip.devices, meetings: () => rooms.size().rooms };
  const app = await createHttp({ ...shared, certificate, folder, numbers, webFolder, launcher });
  guards.watch(app.server);
  const isOriginAllowed = createOriginCheck(options.allowedOrigins ?? [], addresses);
  const routes = [sip.route, rooms.route];
  const { provingMs } = limits;
  const sockets = serveWebSockets(app.server, routes, { ...shared, isOriginAllowed, provingMs });
  const { contain } = guards.faults;
  for (const { review } of [sip, rooms, launcher])
    file.onChange(() => {
      contain('review', review);
    });
  const notice = () => {
    contain('change log', changes.notice);
  };
  file.onChange(notice);
  notice();
  const close = async () => {
    listening.end();
    sip.close();
    rooms.close();
    sockets.close();
    await app.close();
    release();
  };
  const url = await listening.listen(app, close);
  return {
    url,
    change: file.change,
    size: () => ({ ...sip.size(), ...rooms.size() }),
    close,
  };
}
