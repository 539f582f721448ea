import { Counter, Gauge, type Registry } from 'prom-client';

interface Count {
  readonly open: number;
  readonly refused: number;
  readonly evicted: number;
}

/** Counts what is open at a server, and what found no room, by kind; no label names an address. */
export function addConnections(
  registry: Registry,
  kinds: readonly (readonly [kind: string, count: () => Count])[],
): void {
  new Gauge({
    name: 'candor_connections',
    help: 'What is open, by kind.',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const [kind, count] of kinds) this.set({ kind }, count().open);
    },
  });
  const addTotal = (name: string, help: string, value: (count: Count) => number): void => {
    addTotals(registry, { name, help, label: 'kind' }, () =>
      kinds.map(([kind, count]) => [kind, value(count())]),
    );
  };
  addTotal(
    'candor_connections_refused_total',
    'For how many there was no room, by kind.',
    ({ refused }) => refused,
  );
  addTotal(
    'candor_connections_evicted_total',
    'How many idle ones had to make room, by kind.',
    ({ evicted }) => evicted,
  );
}

/** Tells Prometheus what is counted elsewhere since the start, by one label. */
export function addTotals(
  registry: Registry,
  { name, help, label }: { readonly name: string; readonly help: string; readonly label: string },
  totals: () => Iterable<readonly [string, number]>,
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, total] of totals()) this.inc({ [label]: value }, total);
    },
  });
}
