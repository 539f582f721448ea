import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { createClientAddresses, type ClientAddresses, type Network } from '../clientAddress.ts';
import { openDataFolder } from '../dataFolder.ts';
import { listen } from '../listen.ts';
import { CannotStart, type Log } from '../outcome.ts';
import { answerErrors, answerUnparsed } from '../replies.ts';
import { createAccountGuard } from './account.ts';
import { createDigest, type Digest } from './digest.ts';
import { defaultLimits, type PoolLimits } from './limits.ts';
import { joinPageRoutes } from './joinPage/routes.ts';
import { createLauncher, type Launcher } from './launcher.ts';
import { launcherRoutes } from './launcherRoutes.ts';
import { openMeetingFile } from './meetingFile.ts';
import { meetingRoutes } from './meetingRoutes.ts';
import { createMeetings, type Meetings } from './meetings.ts';
import { openPoolFile, type PoolData, type PoolFile } from './poolFile.ts';
import { provisioningRoutes } from './provisioning.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { createSipServer, type SipServer } from './sipServer.ts';
import { serveWebSockets } from './webSockets.ts';

export interface PoolOptions {
  readonly dataFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** See {@link joinPageRoutes}. */
  readonly webFolder?: string;
  /** The telemetry service's, to which meetings in browsers report, if they may. */
  readonly telemetryUrl?: string | undefined;
  readonly limits?: Partial<PoolLimits>;
  /** Where proxies are, besides this machine, that are believed about whom they ask for. */
  readonly trustedProxies?: readonly Network[];
  readonly log?: Log;
  readonly now?: () => number;
}

export interface Pool {
  readonly url: string;
  /** Changes `pool.json`, as `candor-pool` does. */
  readonly change: (turn: (data: PoolData) => PoolData) => void;
  /** What it holds, for who watches its memory. */
  readonly size: () => ReturnType<SipServer['size']> & ReturnType<Rooms['size']>;
  readonly close: () => Promise<void>;
}

export const POOL_FILE = 'pool.json';
const MEETING_FILE = 'meetings.json';
const REQUEST_TIME = 45_000;

async function createHttp(ports: {
  file: PoolFile;
  meetings: Meetings;
  webFolder: string | undefined;
  launcher: Launcher;
  digest: Digest;
  limits: PoolLimits;
  addresses: ClientAddresses;
  now: () => number;
  log: Log;
}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    // Of the host and protocol that were asked for; whose the request is, ClientAddresses tells.
    trustProxy: (address) => ports.addresses.isProxy(address),
    bodyLimit: 1024,
    requestTimeout: REQUEST_TIME,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    http: { maxHeaderSize: 8 * 1024 },
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
  });
  answerErrors(app, ports.log);
  const { data } = ports.file;
  const isGranted = createAccountGuard({ ...ports, data });
  await app.register((scope, _options, done) => {
    provisioningRoutes(scope, { ...ports, isGranted });
    meetingRoutes(scope, { ...ports, data, settled: ports.file.settled, isGranted });
    scope.get('/healthz', { config: { rateLimit: false } }, (_request, reply) =>
      reply.send({ status: 'ok' }),
    );
    done();
  });
  await app.register((scope) => joinPageRoutes(scope, ports));
  await app.register((scope, _options, done) => {
    launcherRoutes(scope, ports.launcher);
    done();
  });
  return app;
}

interface Files {
  readonly file: PoolFile;
  readonly meetings: Meetings;
  readonly release: () => void;
}

function openFiles(
  dataFolder: string,
  ports: { readonly log: Log; readonly now: () => number },
): Files {
  const folder = openDataFolder(dataFolder, ports.log);
  if (!folder.ok) throw new CannotStart(folder.problem);
  const opened = openPoolFile(folder.value.file(POOL_FILE), ports.log);
  if (!opened.ok) {
    folder.value.release();
    throw new CannotStart(opened.problem);
  }
  const file = opened.value;
  const meetingFile = openMeetingFile(folder.value.file(MEETING_FILE), ports);
  return {
    file,
    meetings: createMeetings({ file: meetingFile, data: file.data, now: ports.now }),
    release() {
      file.close();
      folder.value.release();
    },
  };
}

/**
 * Starts the organisation's pool on the loopback address: SIP over WebSocket, meetings and HTTP at one port.
 * It rejects with {@link CannotStart} where the folder, its `pool.json` or the port can't be had.
 */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const { dataFolder, port, webFolder, log = () => undefined, now = () => Date.now() } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const { file, meetings, release } = openFiles(dataFolder, { log, now });
  const digest = createDigest(now);
  const addresses = createClientAddresses(options.trustedProxies ?? []);
  const launcher = createLauncher({
    telemetryUrl: options.telemetryUrl,
    setting: () => file.data().meetings.telemetry,
    isUnsettled: file.isUnsettled,
  });
  const shared = { digest, addresses, limits, now };
  const app = await createHttp({ ...shared, file, meetings, webFolder, launcher, log });
  const sip = createSipServer({ ...shared, data: file.data });
  const rooms = createRooms({ meetings, now, limits });
  const sockets = serveWebSockets(app.server, [sip.route, rooms.route], { ...limits, log });
  file.onChange(sip.review);
  file.onChange(rooms.review);
  file.onChange(launcher.review);
  const close = async () => {
    sip.close();
    rooms.close();
    sockets.close();
    await app.close();
    release();
  };
  const url = await listen(app, port, close);
  return {
    url,
    change: file.change,
    size: () => ({ ...sip.size(), ...rooms.size() }),
    close,
  };
}
