import { Registry } from 'prom-client';
import type { Admission } from '../shared/admission.ts';
import { addConnections, addTotals } from '../shared/connectionMetrics.ts';
import type { Faults } from '../shared/faults.ts';
import { addHealth, type HealthCheck } from '../shared/health.ts';
import type { HttpSockets } from '../shared/httpSockets.ts';
import type { ServerCertificate } from '../shared/listening/renewal.ts';

export interface PoolMetrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** The pool's own metrics, in a registry of their own; no label names a person or an address. */
export function createPoolMetrics(ports: {
  readonly webSockets: Pick<Admission, 'count'>;
  readonly requests: Pick<Admission, 'count'>;
  readonly sockets: HttpSockets['count'];
  readonly faults: Pick<Faults, 'counts'>;
  readonly checks: readonly HealthCheck[];
  readonly certificate: () => ServerCertificate | null;
}): PoolMetrics {
  const registry = new Registry();
  addConnections(registry, [
    ['websocket', ports.webSockets.count],
    ['request', ports.requests.count],
    ['http', ports.sockets],
  ]);
  const help =
    'Faults of the pool’s own, each of which cost one connection or one round of tidying, by where.';
  addTotals(
    registry,
    { name: 'candor_faults_total', help, label: 'where' },
    () => ports.faults.counts,
  );
  addHealth(registry, ports.checks, ports.certificate);
  return { contentType: registry.contentType, text: () => registry.metrics() };
}
