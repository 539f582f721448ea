import type { Admission } from '../shared/admission.ts';
import type { Faults } from '../shared/faults.ts';
import { certificateChecks, diskCheck, isNearly, type HealthCheck } from '../shared/health.ts';
import type { ServerCertificate } from '../shared/listening/renewal.ts';
import type { PoolFile } from './accounts/poolFile.ts';
import type { PoolLimits } from './limits.ts';

/** What may be degraded at the pool while it goes on. */
export function createHealthChecks(ports: {
  readonly dataFolder: string;
  readonly certificate: () => ServerCertificate | null;
  readonly file: Pick<PoolFile, 'isUnderstood'>;
  readonly faults: Pick<Faults, 'counts'>;
  readonly webSockets: Pick<Admission, 'count'>;
  readonly limits: Pick<PoolLimits, 'connections'>;
}): readonly HealthCheck[] {
  return [
    ...certificateChecks(ports.certificate),
    diskCheck(ports.dataFolder),
    {
      what: 'pool_file',
      look: () =>
        ports.file.isUnderstood()
          ? undefined
          : 'pool.json can’t be understood, so usage data and error reports are refused until it is mended: the log says why',
    },
    {
      what: 'faults',
      look: () =>
        ports.faults.counts.size > 0
          ? 'the pool met faults of its own since it started: the log says where; please report them'
          : undefined,
    },
    {
      what: 'connections',
      look: () =>
        isNearly(ports.webSockets.count().open, ports.limits.connections)
          ? 'nearly as many WebSockets are open as may be: the next clients may be refused'
          : undefined,
    },
  ];
}
