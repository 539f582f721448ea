import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { createAccess } from './access/access.ts';
import { createOpenId } from './access/openId.ts';
import { createSessions } from './access/sessions.ts';
import { offerFiles } from './backup/offerFiles.ts';
import { createAdmission } from '../shared/admission.ts';
import { createClientAddresses, type Network } from '../shared/clientAddress.ts';
import { boundSockets, withSpare, type HttpSockets } from '../shared/httpSockets.ts';
import { createDoor, type Door } from './ingest/door.ts';
import { createIntake, type Clock } from './ingest/intake.ts';
import { startPreparing } from './insights/startPreparing.ts';
import { openDataFolder } from '../shared/dataFolder.ts';
import { createLearned } from './learned/learned.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { watchLateness, type Lateness } from './ingest/lateness.ts';
import { createLoad } from './ingest/load.ts';
import { createMetrics } from './metrics.ts';
import type { Certificate } from '../shared/listening/certificate.ts';
import { prepareListening, type ListenOptions } from '../shared/listening/listen.ts';
import { CannotStart, type Log } from '../shared/outcome.ts';
import { openAll, type Opened } from './openAll.ts';
import { createPreparer, type Preparer } from './ingest/preparer.ts';
import { createHeadSigner } from './routes/ledgerHead.ts';
import { secretFiles } from './secrets.ts';
import { createServer } from './server.ts';
import { toldRetention } from './store/retention.ts';
import { startTidying } from './store/tidying.ts';

export interface ServiceOptions extends ListenOptions {
  readonly dataFolder: string;
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  /** Where proxies are, besides this machine, that are believed about whom they ask for. */
  readonly trustedProxies?: readonly Network[];
  /** Where the journal of erasures is copied to, outside of the data folder. */
  readonly erasures?: string | undefined;
  readonly log?: Log;
  /** Where the build put the pages for browsers, of which the insights are one. */
  readonly webFolder?: string;
}

export interface Service {
  readonly url: string;
  /** The file that holds the analysts' token. */
  readonly tokenFile: string;
  /** Answers the requests in flight, takes no more, and is back once everything is on disk. */
  readonly close: () => Promise<void>;
}

/** What bounds connections and the requests on them. */
function createBounds({ connections, connectionsPerAddress, leftAloneMs }: Limits, door: Door) {
  const each = { perAddress: connectionsPerAddress, perAccount: Infinity, leftAloneMs };
  const admission = createAdmission({ ...each, inAll: connections });
  let sockets: HttpSockets | undefined;
  return {
    admission,
    sockets: () => sockets?.count() ?? { open: 0, refused: 0, evicted: 0 },
    bound(server: Server) {
      door.watch(server);
      sockets = boundSockets(server, { connections: withSpare(connections), leftAloneMs });
    },
  };
}

async function buildServer(
  {
    secrets,
    about,
    deminify,
    states,
    openId: settings,
    accessLog,
    persons,
    setting,
    signer,
    store,
    dumps,
    crashes,
    quotas,
    recordQuotas,
    insights,
  }: Opened,
  ports: Required<Pick<ServiceOptions, 'clock' | 'log' | 'trustedProxies'>> & {
    readonly limits: Limits;
    readonly preparer: Preparer;
    readonly lateness: Lateness;
    readonly door: Door;
    readonly webFolder: string | undefined;
    readonly certificate: Certificate | null;
  },
) {
  const { clock, limits, door, lateness } = ports;
  const load = createLoad({
    limits,
    waitedMs: () => Math.max(lateness.ms(), door.crowdedMs()),
  });
  const bounds = createBounds(limits, door);
  const metrics = createMetrics({ bytes: store.bytes, load, quotas, recordQuotas, ...bounds });
  const intake = createIntake({
    store,
    crashes,
    dumps,
    signer,
    clock,
    door,
    recordQuotas,
    count: metrics.countRecord,
    retention: toldRetention(limits),
  });
  const learned = createLearned({ insights, accessLog, limits });
  const stores = { accessLog, persons, store, crashes, dumps, quotas, recordQuotas, insights };
  const addresses = createClientAddresses(ports.trustedProxies);
  const signHead = createHeadSigner({ signer, clock });
  const sessions = createSessions(limits, clock);
  const wrongPerMinute = limits.wrongTokensPerMinute;
  const access = createAccess({ token: secrets.token, sessions, addresses, wrongPerMinute });
  const openId = settings && createOpenId(settings, ports);
  const made = {
    setting,
    learned,
    about,
    deminify,
    states,
    intake,
    signer,
    signHead,
    metrics,
    access,
    sessions,
    openId,
    load,
    addresses,
  };
  return createServer({ ...ports, ...stores, ...bounds, ...made });
}

async function stop(server: FastifyInstance, graceMs: number): Promise<void> {
  const http = server.server;
  // Connections that were busy when the stop began are kept alive after their answer.
  const sweep = setInterval(() => {
    http.closeIdleConnections();
  }, 20);
  // A client that never ends its request must not keep the service from stopping.
  const impatience = setTimeout(() => {
    http.closeAllConnections();
  }, graceMs);
  await server.close();
  clearInterval(sweep);
  clearTimeout(impatience);
}

/**
 * Starts the telemetry service. It rejects with {@link CannotStart} where the certificate, the folder or the port can't
 * be had.
 */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { dataFolder, clock = () => new Date(), log = () => undefined } = options;
  const { trustedProxies = [], webFolder } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const listening = await prepareListening(options, { log });
  const { certificate } = listening;
  const folder = openDataFolder(dataFolder, log);
  if (!folder.ok) throw new CannotStart(folder.problem);
  const opened = openAll(folder.value, { clock, log, limits, outside: options.erasures });
  if (!opened.ok) {
    folder.value.release();
    throw new CannotStart(opened.problem);
  }
  const endOffer = await offerFiles(folder.value, { db: opened.value.db, log });
  const endTidying = startTidying({ ...opened.value, clock, log });
  const endPreparing = startPreparing({ ...opened.value, log });
  const letGo = (): void => {
    listening.end();
    endOffer();
    endTidying();
    endPreparing();
    lateness.close();
    opened.value.accessLog.close();
    opened.value.store.close();
    folder.value.release();
  };
  const door = createDoor();
  const preparer = createPreparer(opened.value.secrets.pepper, limits, door);
  const lateness = watchLateness();
  const tools = { preparer, lateness, door };
  const ports = { ...tools, clock, limits, log, trustedProxies, webFolder, certificate };
  const server = await buildServer(opened.value, ports);
  const url = await listening.listen(server, async () => {
    await server.close();
    letGo();
  });
  return {
    url,
    tokenFile: folder.value.file(secretFiles.token),
    close: async () => {
      await stop(server, limits.graceMs);
      await preparer.close();
      letGo();
    },
  };
}
