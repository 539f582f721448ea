import type { FastifyInstance } from 'fastify';
import type { Said } from '../contract/text/terminal.ts';
import { createCrashStore, type CrashStore } from './crashStore.ts';
import { openDumpFolder, type DumpFolder } from './dumpFolder.ts';
import { createIntake, type Clock } from './intake.ts';
import { openDataFolder, unusableFolder, type DataFolder } from './dataFolder.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { createMetrics } from './metrics.ts';
import { listen } from './listen.ts';
import { CannotStart, codeOf, done, failed, type Log, type Outcome } from './outcome.ts';
import { createRehash } from './rehash.ts';
import { openReserve } from './reserve.ts';
import { openSecrets, secretFiles, type Secrets } from './secrets.ts';
import { createServer } from './server.ts';
import { createSigner } from './signer.ts';
import { createStore, type Store } from './store.ts';
import { openDatabase } from './storeSchema.ts';

export interface ServiceOptions {
  readonly dataFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  readonly log?: Log;
}

export interface Service {
  readonly url: string;
  /** The file that holds the analysts' token. */
  readonly tokenFile: string;
  /** Answers the requests in flight, takes no more, and is back once everything is on disk. */
  readonly close: () => Promise<void>;
}

/** So that a dump goes within the hour after its time is over. In milliseconds. */
const TIDY_EVERY = 3_600_000;

interface Opened {
  readonly secrets: Secrets;
  readonly store: Store;
  readonly dumps: DumpFolder;
  readonly crashes: CrashStore;
}

function openAll(
  folder: DataFolder,
  ports: { readonly now: Date; readonly log: Log; readonly limits: Limits },
): Outcome<Opened, Said> {
  try {
    const secrets = openSecrets(folder);
    if (!secrets.ok) return secrets;
    const db = openDatabase(folder.file('records.db'), ports);
    const reserve = { bytes: ports.limits.reserveBytes, log: ports.log };
    const store = createStore(db, openReserve(folder.file('reserve'), reserve));
    const dumps = openDumpFolder(folder.file('dumps'));
    const keepDays = ports.limits.dumpDays;
    const crashes = createCrashStore(db, { store, folder: dumps, keepDays });
    return done({ secrets: secrets.value, store, dumps, crashes });
  } catch (error) {
    return failed(unusableFolder(folder.path, error));
  }
}

async function buildServer(
  { secrets, store, dumps, crashes }: Opened,
  { clock, limits, log }: Required<Pick<ServiceOptions, 'clock' | 'log'>> & { limits: Limits },
) {
  const metrics = createMetrics({ bytes: store.bytes });
  const signer = createSigner(secrets.signingKey);
  const intake = createIntake({
    store,
    crashes,
    dumps,
    signer,
    clock,
    rehash: createRehash(secrets.pepper),
    count: metrics.countRecord,
  });
  const { token } = secrets;
  return createServer({ intake, store, crashes, dumps, signer, metrics, token, limits, log });
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
 * Starts the telemetry service on the loopback address.
 * It rejects with {@link CannotStart} where the folder or the port can't be had.
 */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { dataFolder, port, clock = () => new Date(), log = () => undefined } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const folder = openDataFolder(dataFolder, log);
  if (!folder.ok) throw new CannotStart(folder.problem);
  const opened = openAll(folder.value, { now: clock(), log, limits });
  if (!opened.ok) {
    folder.value.release();
    throw new CannotStart(opened.problem);
  }
  const { crashes } = opened.value;
  const tidy = (): void => {
    try {
      crashes.tidy(clock());
    } catch (error) {
      log((t) => t('serviceCommand.dumpsStay', { code: codeOf(error) }));
    }
  };
  tidy();
  const tidying = setInterval(tidy, TIDY_EVERY).unref();
  const letGo = (): void => {
    clearInterval(tidying);
    opened.value.store.close();
    folder.value.release();
  };
  const server = await buildServer(opened.value, { clock, limits, log });
  const url = await listen(server, port, async () => {
    await server.close();
    letGo();
  });
  return {
    url,
    tokenFile: folder.value.file(secretFiles.token),
    close: async () => {
      await stop(server, limits.graceMs);
      letGo();
    },
  };
}
