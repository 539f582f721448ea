import type { Server } from 'node:http';
import { createAdmission } from '../shared/admission.ts';
import { boundSockets, withSpare, type HttpSockets } from '../shared/httpSockets.ts';
import type { Door } from './ingest/door.ts';
import type { Limits } from './limits.ts';

/** The bounds on connections and the requests on them. */
export function createBounds(
  { connections, connectionsPerAddress, leftAloneMs }: Limits,
  door: Door,
) {
  const each = { perAddress: connectionsPerAddress, perAccount: Infinity, leftAloneMs };
  const admission = createAdmission({ ...each, inAll: connections });
  let sockets: HttpSockets | undefined;
  return {
    admission,
    sockets: () => sockets?.count() ?? { open: 0, refused: 0, evicted: 0 },
    bound(server: Server) {
      door.watch(server);
      sockets = boundSockets(server, { connections: withSpare(connections), leftAloneMs });
    },
  };
}
