import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Category } from '../../contract/datum.ts';
import type { Admission } from '../shared/admission.ts';
import { addConnections, addTotals } from '../shared/connectionMetrics.ts';
import { addHealth, type HealthCheck } from '../shared/health.ts';
import type { ServerCertificate } from '../shared/listening/renewal.ts';
import type { DumpQuotas } from './crashes/dumpQuotas.ts';
import type { HttpSockets } from '../shared/httpSockets.ts';
import type { CountedVerdict } from './ingest/intake.ts';
import type { Load } from './ingest/load.ts';
import type { RecordQuotas } from './store/recordQuotas.ts';

export interface Metrics {
  readonly countRecord: (category: Category | 'unknown', verdict: CountedVerdict) => void;
  readonly observeRequest: (route: string, status: number, seconds: number) => void;
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** What is under way and what is kept, at the moment of the request. */
function addStates(
  registry: Registry,
  {
    load,
    quotas,
    recordQuotas,
    admission,
    sockets,
    checks,
    certificate,
  }: {
    readonly load: Pick<Load, 'state'>;
    readonly quotas: Pick<DumpQuotas, 'arriving' | 'kept' | 'refused'>;
    readonly recordQuotas: Pick<RecordQuotas, 'used' | 'refused'>;
    readonly admission: Pick<Admission, 'count'>;
    readonly sockets: HttpSockets['count'];
    readonly checks: readonly HealthCheck[];
    readonly certificate: () => ServerCertificate | null;
  },
): void {
  addHealth(registry, checks, certificate);
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  gauge(
    'candor_requests_under_way',
    'Requests with records that are worked on.',
    () => load.state().requests,
  );
  gauge('candor_bytes_under_way', 'Bytes of their bodies in memory.', () => load.state().bytes);
  gauge('candor_dumps_arriving', 'Memory dumps that are arriving.', () => quotas.arriving());
  gauge('candor_dumps', 'Memory dumps that are kept.', () => quotas.kept().dumps);
  gauge('candor_dump_bytes', 'Bytes of the memory dumps that are kept.', () => quotas.kept().bytes);
  addConnections(registry, [
    ['request', admission.count],
    ['http', sockets],
  ]);
  gauge(
    'candor_record_bytes_today',
    'Bytes of records that were taken in this day (UTC).',
    () => recordQuotas.used().day,
  );
  gauge(
    'candor_record_bytes',
    'Bytes of the database that hold something.',
    () => recordQuotas.used().kept,
  );
  const refusals = (name: string, help: string, counts: DumpQuotas['refused']): void => {
    addTotals(registry, { name, help, label: 'quota' }, () => Object.entries(counts));
  };
  refusals(
    'candor_dumps_refused_total',
    'Memory dumps that had to come later, by whose quota was used up.',
    quotas.refused,
  );
  refusals(
    'candor_records_refused_total',
    'Requests with records that had to come later, by whose quota was used up.',
    recordQuotas.refused,
  );
}

/** The service's own metrics, in a registry of their own; no label identifies a person or an address. */
export function createMetrics({
  bytes,
  ...states
}: { readonly bytes: () => number } & Parameters<typeof addStates>[1]): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const records = new Counter({
    name: 'candor_records_total',
    help: 'Records that arrived, by category and verdict.',
    labelNames: ['category', 'verdict'],
    registers,
  });
  const requests = new Counter({
    name: 'candor_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'candor_request_duration_seconds',
    help: 'How long requests took, by route.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  new Gauge({
    name: 'candor_database_bytes',
    help: 'The size of the database.',
    registers,
    collect() {
      this.set(bytes());
    },
  });
  addStates(registry, states);
  // Looking up a counter by its labels costs more than counting, and this one counts every record.
  const counters = new Map<string, Counter.Internal>();
  const counterOf = (category: string, verdict: string): Counter.Internal => {
    const name = `${category} ${verdict}`;
    const counter = counters.get(name) ?? records.labels(category, verdict);
    counters.set(name, counter);
    return counter;
  };
  return {
    countRecord: (category, verdict) => {
      counterOf(category, verdict).inc();
    },
    observeRequest: (route, status, seconds) => {
      requests.inc({ route, status });
      duration.observe({ route }, seconds);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
