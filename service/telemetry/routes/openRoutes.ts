import type { FastifyInstance } from 'fastify';
import { healthOf, type HealthCheck } from '../../shared/health.ts';
import type { LearnedSetting } from '../learned/setting.ts';
import type { RetentionLimits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Signer } from '../signer.ts';
import { toldRetention } from '../store/retention.ts';
import type { Store } from '../store/store.ts';

/**
 * What reveals nothing about anyone, and is open: the public key, how long records are kept and whether everyone may
 * read what they taught, health and metrics.
 */
export function openRoutes(
  app: FastifyInstance,
  ports: {
    readonly store: Store;
    readonly signer: Signer;
    readonly metrics: Metrics;
    readonly checks: readonly HealthCheck[];
    readonly limits: RetentionLimits;
    readonly setting: Pick<LearnedSetting, 'isOpen'>;
  },
): void {
  const keys = { ...ports.signer.jwks, retention: toldRetention(ports.limits) };
  const open = { ...keys, learned: true };
  const unlimited = { config: { rateLimit: false as const } };
  app.get('/v1/keys', (_request, reply) => reply.send(ports.setting.isOpen() ? open : keys));
  app.get('/healthz', unlimited, (_request, reply) => {
    ports.store.check();
    return reply.send(healthOf(ports.checks));
  });
  app.get('/metrics', unlimited, async (_request, reply) =>
    reply.type(ports.metrics.contentType).send(await ports.metrics.text()),
  );
}
