import type { Server } from 'node:net';

/** Lets connections in between two pieces of work. */
export interface Door {
  /** Counts the connections that this server takes. */
  readonly watch: (server: Server) => void;
  /** Runs the work once nobody is waiting to be let in, or after a while. */
  readonly thenRun: (work: () => void) => void;
  /** For how many milliseconds there has always been somebody waiting to be let in, as far as was checked. */
  readonly crowdedMs: () => number;
}

/** The longest that work waits, in milliseconds. */
const LONGEST_MS = 100;
/** Milliseconds after which the last check no longer says whether somebody is waiting. */
const STALE_MS = 1_000;

/**
 * libuv accepts one connection per turn of the event loop. If every turn did some work, only as many connections would
 * be let in per second as there are pieces of work, and the rest would wait in the system's queue, or for their next
 * SYN.
 */
export function createDoor(longestMs = LONGEST_MS): Door {
  let arrived = 0;
  let crowdedSince: number | undefined;
  let looked = -Infinity;
  return {
    watch(server) {
      server.on('connection', () => {
        arrived += 1;
      });
    },
    thenRun(work) {
      const from = performance.now();
      if (crowdedSince === undefined || from - looked > STALE_MS) crowdedSince = from;
      let before = arrived;
      const turn = (): void => {
        looked = performance.now();
        if (arrived === before) crowdedSince = undefined;
        if (arrived === before || looked - from >= longestMs) {
          work();
          return;
        }
        before = arrived;
        setImmediate(turn);
      };
      // The first one runs before the event loop has polled the sockets.
      setImmediate(() => setImmediate(turn));
    },
    crowdedMs: () => (crowdedSince === undefined ? 0 : performance.now() - crowdedSince),
  };
}
