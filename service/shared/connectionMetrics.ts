import { Gauge, type Registry } from 'prom-client';

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
  const add = (name: string, help: string, value: (count: Count) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers: [registry],
      collect() {
        for (const [kind, count] of kinds) this.set({ kind }, value(count()));
      },
    });
  };
  add('candor_connections', 'What is open, by kind.', ({ open }) => open);
  add(
    'candor_connections_refused_total',
    'For how many there was no room, by kind.',
    ({ refused }) => refused,
  );
  add(
    'candor_connections_evicted_total',
    'How many idle ones had to make room, by kind.',
    ({ evicted }) => evicted,
  );
}
