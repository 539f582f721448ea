import { Gauge, Registry } from 'prom-client';
import type { Admission } from '../shared/admission.ts';
import { addConnections } from '../shared/connectionMetrics.ts';
import type { Faults } from '../shared/faults.ts';
import type { HttpSockets } from '../shared/httpSockets.ts';

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
}): PoolMetrics {
  const registry = new Registry();
  addConnections(registry, [
    ['websocket', ports.webSockets.count],
    ['request', ports.requests.count],
    ['http', ports.sockets],
  ]);
  new Gauge({
    name: 'candor_faults_total',
    help: 'Faults of the pool’s own, each of which cost one connection or one round of tidying, by where.',
    labelNames: ['where'],
    registers: [registry],
    collect() {
      for (const [where, count] of ports.faults.counts) this.set({ where }, count);
    },
  });
  return { contentType: registry.contentType, text: () => registry.metrics() };
}
