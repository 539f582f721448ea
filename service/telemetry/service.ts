import { createAccess } from './access/access.ts';
import { createOpenId } from './access/openId.ts';
import type { Reader } from './access/reader.ts';
import { createAlerts, repeatByTimer, type Alerts, type Repeat } from './alerts/alerts.ts';
import { offerFiles } from './backup/offerFiles.ts';
import { createClientAddresses, type Network } from '../shared/clientAddress.ts';
import { createBounds } from './bounds.ts';
import { createDoor, type Door } from './ingest/door.ts';
import { createIntake, type Clock } from './ingest/intake.ts';
import { startPreparing } from './insights/startPreparing.ts';
import { openDataFolder } from '../shared/dataFolder.ts';
import { createHealthChecks } from './healthChecks.ts';
import { createLearned } from './learned/learned.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { watchLateness, type Lateness } from './ingest/lateness.ts';
import { createLoad } from './ingest/load.ts';
import { createMetrics } from './metrics.ts';
import type { Certificate } from '../shared/listening/certificate.ts';
import {
  prepareListening,
  type ListenOptions,
  type PreparedListening,
} from '../shared/listening/listen.ts';
import { CannotStart, type Log } from '../shared/outcome.ts';
import { createSessions } from '../shared/sessions.ts';
import { openAll, type Opened } from './openAll.ts';
import { createPreparer, type Preparer } from './ingest/preparer.ts';
import { createHeadSigner } from './routes/ledgerHead.ts';
import { secretFiles } from './secrets.ts';
import { createServer } from './server.ts';
import { stopServer } from './stopServer.ts';
import { startTidying, type Tidying } from './store/tidying.ts';

export interface ServiceOptions extends ListenOptions {
  readonly dataFolder: string;
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  /** The networks of proxies, besides this machine, whose forwarded addresses are trusted. */
  readonly trustedProxies?: readonly Network[];
  /** Where the journal of erasures is copied, outside the data folder. */
  readonly erasures?: string | undefined;
  readonly log?: Log;
  /** The timer by which alerts are checked every five minutes. */
  readonly repeat?: Repeat;
  /** Where the build put the pages for browsers, one of which is the insights page. */
  readonly webFolder?: string;
}

export interface Service {
  readonly url: string;
  /** The file that contains the analysts' token. */
  readonly tokenFile: string;
  /** Answers the requests in flight, takes no more, and resolves once everything is on disk. */
  readonly close: () => Promise<void>;
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
    officerSettings,
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
    readonly alerts: Alerts;
    readonly tidying: Tidying;
    readonly webFolder: string | undefined;
    readonly certificate: Certificate | null;
    readonly listening: Pick<PreparedListening, 'used'>;
    readonly dataFolder: string;
  },
) {
  const { clock, limits, door, lateness } = ports;
  const load = createLoad({
    limits,
    waitedMs: () => Math.max(lateness.ms(), door.crowdedMs()),
  });
  const bounds = createBounds(limits, door);
  const certificate = ports.listening.used;
  const kept = { quotas, recordQuotas };
  const checks = createHealthChecks({ ...ports, ...kept, insights, certificate });
  const metrics = createMetrics({
    bytes: store.bytes,
    load,
    checks,
    certificate,
    ...kept,
    ...bounds,
  });
  const intake = createIntake({
    store,
    crashes,
    dumps,
    signer,
    clock,
    door,
    recordQuotas,
    count: (category, verdict) => {
      metrics.countRecord(category, verdict);
      if (verdict === 'stored') ports.alerts.arrived();
    },
    retention: officerSettings.inForce,
    setting,
  });
  const learned = createLearned({ insights, accessLog, retention: officerSettings.inForce });
  const stores = { accessLog, persons, store, crashes, dumps, quotas, recordQuotas, insights };
  const addresses = createClientAddresses(ports.trustedProxies);
  const signHead = createHeadSigner({ signer, clock });
  const sessions = createSessions<Reader>(limits, clock);
  const wrongPerMinute = limits.wrongTokensPerMinute;
  const access = createAccess({ token: secrets.token, sessions, addresses, wrongPerMinute });
  const openId = settings && createOpenId(settings, ports);
  const made = {
    setting,
    officerSettings,
    learned,
    about,
    deminify,
    states,
    intake,
    signer,
    signHead,
    metrics,
    checks,
    access,
    sessions,
    openId,
    load,
    addresses,
  };
  return createServer({ ...ports, ...stores, ...bounds, ...made });
}

/**
 * Starts the telemetry service. Rejects with {@link CannotStart} if the certificate, the folder or the port is not
 * available.
 */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { dataFolder, clock = () => new Date(), log = () => undefined } = options;
  const { trustedProxies = [], webFolder, repeat = repeatByTimer } = options;
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
  const tidying = startTidying({ ...opened.value, clock, log });
  const endPreparing = startPreparing({ ...opened.value, log });
  const { alertStore: store, officerSettings } = opened.value;
  const retention = officerSettings.inForce;
  const alerts = createAlerts({ ...opened.value, store, retention, clock, log, limits, repeat });
  const letGo = (): void => {
    listening.end();
    endOffer();
    tidying.end();
    endPreparing();
    lateness.close();
    alerts.close();
    opened.value.accessLog.close();
    opened.value.store.close();
    folder.value.release();
  };
  const door = createDoor();
  const preparer = createPreparer(opened.value.secrets.pepper, limits, door);
  const lateness = watchLateness();
  const tools = { preparer, lateness, door, alerts, tidying };
  const rest = {
    clock,
    limits,
    log,
    trustedProxies,
    webFolder,
    certificate,
    listening,
    dataFolder,
  };
  const ports = { ...tools, ...rest };
  const server = await buildServer(opened.value, ports);
  const url = await listening.listen(server, async () => {
    await server.close();
    letGo();
  });
  void alerts.look();
  return {
    url,
    tokenFile: folder.value.file(secretFiles.token),
    close: async () => {
      await stopServer(server, limits.graceMs);
      await preparer.close();
      letGo();
    },
  };
}
