import type { Server } from 'node:http';
import { createAdmission } from '../shared/admission.ts';
import { createFaults, type Faults } from '../shared/faults.ts';
import { boundSockets, withSpare, type HttpSockets } from '../shared/httpSockets.ts';
import type { Log } from '../shared/outcome.ts';
import { createHealthChecks } from './healthChecks.ts';
import type { PoolLimits } from './limits.ts';
import { createPoolMetrics } from './metrics.ts';

/** What bounds connections, contains faults, and tells how all that goes. */
export function createGuards({
  limits,
  log,
  ...watched
}: Pick<Parameters<typeof createHealthChecks>[0], 'dataFolder' | 'certificate' | 'file'> & {
  readonly limits: PoolLimits;
  readonly log: Log;
}) {
  const { connections, connectionsPerAddress: perAddress, leftAloneMs } = limits;
  const each = { perAddress, perAccount: limits.connectionsPerAccount, leftAloneMs };
  const admission = createAdmission({ ...each, inAll: connections });
  const requests = createAdmission({ ...each, inAll: connections });
  const faults: Faults = createFaults(log);
  let sockets: HttpSockets | undefined;
  const checks = createHealthChecks({ ...watched, limits, faults, webSockets: admission });
  const metrics = createPoolMetrics({
    checks,
    certificate: watched.certificate,
    webSockets: admission,
    requests,
    faults,
    sockets: () => sockets?.count() ?? { open: 0, refused: 0, evicted: 0 },
  });
  const watch = (server: Server) => {
    sockets = boundSockets(server, { connections: withSpare(connections), leftAloneMs });
  };
  return { admission, requests, faults, checks, metrics, watch };
}
