import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { openDataFolder } from '../dataFolder.ts';
import { codeOf } from '../outcome.ts';
import { answerErrors, answerUnparsed } from '../replies.ts';
import { CannotStart } from '../service.ts';
import { createDigest, type Digest } from './digest.ts';
import { defaultLimits, type PoolLimits } from './limits.ts';
import { openPoolFile, type PoolData, type PoolFile } from './poolFile.ts';
import { provisioningRoutes } from './provisioning.ts';
import { serveSip, type SipServer } from './sipServer.ts';

export interface PoolOptions {
  readonly dataFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly limits?: Partial<PoolLimits>;
  readonly log?: (line: string) => void;
  readonly now?: () => number;
}

export interface Pool {
  readonly url: string;
  /** Changes `pool.json`, as `candor-pool` does. */
  readonly change: (turn: (data: PoolData) => PoolData) => void;
  readonly size: SipServer['size'];
  readonly close: () => Promise<void>;
}

export const POOL_FILE = 'pool.json';
const REQUEST_TIME = 45_000;

async function createHttp(ports: {
  file: PoolFile;
  digest: Digest;
  limits: PoolLimits;
  now: () => number;
  log: (line: string) => void;
}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: 'loopback',
    bodyLimit: 1024,
    requestTimeout: REQUEST_TIME,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    clientErrorHandler: answerUnparsed,
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    done();
  });
  await app.register(rateLimit, { max: ports.limits.requestsPerMinute, timeWindow: 60_000 });
  answerErrors(app, ports.log);
  await app.register((scope, _options, done) => {
    provisioningRoutes(scope, ports);
    scope.get('/healthz', { config: { rateLimit: false } }, (_request, reply) =>
      reply.send({ status: 'ok' }),
    );
    done();
  });
  return app;
}

/**
 * Starts the organisation's pool on the loopback address: SIP over WebSocket and HTTP at one port.
 * It rejects with {@link CannotStart} where the folder, its `pool.json` or the port can't be had.
 */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const { dataFolder, port, log = () => undefined, now = () => Date.now() } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const folder = openDataFolder(dataFolder, log);
  if (!folder.ok) throw new CannotStart(folder.problem);
  const opened = openPoolFile(folder.value.file(POOL_FILE), log);
  if (!opened.ok) {
    folder.value.release();
    throw new CannotStart(opened.problem);
  }
  const file = opened.value;
  const digest = createDigest(now);
  const app = await createHttp({ file, digest, limits, now, log });
  const sip = serveSip(app.server, { data: file.data, digest, now, limits, log });
  file.onChange(sip.review);
  const close = async () => {
    sip.close();
    await app.close();
    file.close();
    folder.value.release();
  };
  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    await close();
    const taken = codeOf(error) === 'EADDRINUSE' ? 'is in use' : 'can’t be listened on';
    throw new CannotStart(`port ${port} ${taken}: choose another with --port, or 0 for any`);
  }
  const address = app.server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? port) : port}`,
    change: file.change,
    size: sip.size,
    close,
  };
}
