import type { Server } from 'node:http';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Learned } from '../../contract/insights/learned.ts';
import type { Access } from './access/access.ts';
import type { AccessLog } from './access/accessLog.ts';
import { accessLogRoutes } from './access/accessLogRoutes.ts';
import type { OpenId } from './access/openId.ts';
import { openIdRoutes } from './access/openIdRoutes.ts';
import { personRoutes } from './access/personRoutes.ts';
import type { Persons } from './access/persons.ts';
import { sessionRoutes } from './access/sessionRoutes.ts';
import type { Reader } from './access/reader.ts';
import type { Alerts } from './alerts/alerts.ts';
import { alertRoutes } from './alerts/alertRoutes.ts';
import type { Admission } from '../shared/admission.ts';
import type { About } from '../../contract/insights/about.ts';
import { admitRequests } from '../shared/admitRequests.ts';
import type { ClientAddresses } from '../shared/clientAddress.ts';
import type { DumpQuotas } from './crashes/dumpQuotas.ts';
import type { HealthCheck } from '../shared/health.ts';
import type { Certificate } from '../shared/listening/certificate.ts';
import { createApp } from './createApp.ts';
import type { Clock, Intake } from './ingest/intake.ts';
import type { Insights } from './insights/insights.ts';
import type { Limits } from './limits.ts';
import type { Load } from './ingest/load.ts';
import type { Metrics } from './metrics.ts';
import type { Log } from '../shared/outcome.ts';
import type { Preparer } from './ingest/preparer.ts';
import { answerErrors, refuse } from '../shared/replies.ts';
import { RequestRates } from '../shared/requestRates.ts';
import type { Sessions } from '../shared/sessions.ts';
import type { Deminifier } from './errors/maps/deminifier.ts';
import { stackRoutes } from './errors/maps/stackRoutes.ts';
import { stateRoutes } from './errors/states/stateRoutes.ts';
import type { ErrorStates } from './errors/states/states.ts';
import { aboutRoutes } from './routes/about.ts';
import { learnedRoutes } from './learned/routes.ts';
import type { LearnedSetting } from './learned/setting.ts';
import { insightsPageRoutes } from './insightsPage/routes.ts';
import { insightRoutes } from './routes/insightRoutes.ts';
import { crashReadOutRoutes, crashRoutes } from './routes/crashRoutes.ts';
import type { CrashStore } from './crashes/crashStore.ts';
import type { DumpFolder } from './crashes/dumpFolder.ts';
import { openRoutes } from './routes/openRoutes.ts';
import { readOutRoutes, recordRoutes, withdrawalRoutes } from './routes/routes.ts';
import type { HeadSigner } from './routes/ledgerHead.ts';
import { shed } from './routes/shed.ts';
import type { OfficerSettings } from './settings/officerSettings.ts';
import { settingsRoutes } from './settings/settingsRoutes.ts';
import type { Signer } from './signer.ts';
import type { RecordQuotas } from './store/recordQuotas.ts';
import type { Store } from './store/store.ts';
import type { Tidying } from './store/tidying.ts';

export interface ServerPorts {
  readonly intake: Intake;
  readonly store: Store;
  readonly crashes: CrashStore;
  readonly dumps: DumpFolder;
  readonly quotas: DumpQuotas;
  readonly recordQuotas: RecordQuotas;
  readonly insights: Insights;
  readonly clock: Clock;
  readonly load: Load;
  readonly preparer: Preparer;
  readonly signer: Signer;
  readonly metrics: Metrics;
  readonly checks: readonly HealthCheck[];
  readonly signHead: HeadSigner;
  readonly access: Access;
  readonly sessions: Sessions<Reader>;
  readonly openId: OpenId | null;
  readonly accessLog: AccessLog;
  readonly persons: Persons;
  readonly about: () => About;
  readonly deminify: Deminifier;
  readonly states: ErrorStates;
  readonly alerts: Alerts;
  readonly setting: LearnedSetting;
  readonly officerSettings: OfficerSettings;
  readonly tidying: Pick<Tidying, 'tidy'>;
  readonly learned: (today: string) => Learned;
  readonly limits: Limits;
  readonly addresses: ClientAddresses;
  /** null if it speaks plain HTTP. */
  readonly certificate: Certificate | null;
  /** Decides which requests are let in. */
  readonly admission: Admission;
  /** Takes the server whose connections are to be bounded. */
  readonly bound: (server: Server) => void;
  readonly log: Log;
  /** Where the build put the pages for browsers. */
  readonly webFolder: string | undefined;
}

function observe(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1')
      await refuse(reply, 400);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.observeRequest(route, reply.statusCode, reply.elapsedTime / 1000);
  });
}

/** The HTTP server, not listening yet. */
export async function createServer(ports: ServerPorts): Promise<FastifyInstance> {
  const { intake, limits, metrics, log } = ports;
  const app = createApp(limits, ports.certificate);
  ports.bound(app.server);
  observe(app, metrics);
  shed(app, ports.load);
  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ raw }) => ports.addresses.of(raw),
    store: RequestRates,
  });
  await app.register(cookie);
  answerErrors(app, log);
  admitRequests(app, ports);
  const inScope = (routes: (scope: FastifyInstance) => void) =>
    app.register((scope, _options, done) => {
      routes(scope);
      done();
    });
  await inScope((scope) => {
    recordRoutes(scope, ports);
  });
  await inScope((scope) => {
    crashRoutes(scope, ports);
  });
  await inScope((scope) => {
    withdrawalRoutes(scope, { intake, limits, signHead: ports.signHead });
  });
  await inScope((scope) => {
    readOutRoutes(scope, ports);
    crashReadOutRoutes(scope, ports);
    stackRoutes(scope, ports);
    stateRoutes(scope, ports);
  });
  await inScope((scope) => {
    sessionRoutes(scope, ports);
    openIdRoutes(scope, ports);
    accessLogRoutes(scope, ports);
    personRoutes(scope, ports);
    learnedRoutes(scope, ports);
    settingsRoutes(scope, ports);
  });
  await inScope((scope) => {
    openRoutes(scope, ports);
    aboutRoutes(scope, ports);
  });
  const readers = {
    guard: ports.access.guard('analyst'),
    seesErrors: (request: FastifyRequest) => ports.access.hasRole(request, 'engineer'),
    noteReports: (request: FastifyRequest, errors: number) => {
      const who = ports.access.readerOf(request);
      const { group = '' } = request.params as { readonly group?: string };
      const query = { ...(request.query as Readonly<Record<string, string>>), group };
      return ports.accessLog.note({ kind: 'recordsRead', who, query, errors });
    },
  };
  await app.register(async (scope) => {
    await insightRoutes(scope, { ...ports, ...readers });
    alertRoutes(scope, ports);
  });
  await app.register(insightsPageRoutes, { webFolder: ports.webFolder });
  return app;
}
