import type { Server } from 'node:net';

/** Lets connections in between one piece of work and the next. */
export interface Door {
  /** Counts the connections that this server takes. */
  readonly watch: (server: Server) => void;
  /** Runs it once nobody waits to be let in, or after a while. */
  readonly thenRun: (work: () => void) => void;
  /** For how many milliseconds somebody has waited to be let in ever since, as far as anyone looked. */
  readonly crowdedMs: () => number;
}

/** Milliseconds for which work waits at most. */
const LONGEST_MS = 100;
/** Milliseconds after which it says nothing any more that somebody waited when one looked last. */
const STALE_MS = 1_000;

/**
 * libuv accepts one connection in each turn of the event loop. Were there work in each, as many would be let in a
 * second as there are pieces of work, and the rest would wait in the system's queue, or for their next SYN.
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
      // The first comes before the event loop has looked at the sockets.
      setImmediate(() => setImmediate(turn));
    },
    crowdedMs: () => (crowdedSince === undefined ? 0 : performance.now() - crowdedSince),
  };
}
