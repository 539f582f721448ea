import type { Door } from './door.ts';

/** Work that takes a moment of the event loop. */
export interface Turns {
  /** Resolves once the job has had its turn, to what it returned; rejects with what it threw. */
  readonly run: <T>(job: () => T) => Promise<T>;
}

/**
 * The bounds of a turn's length, in milliseconds: nothing else waits longer for the event loop, except for the last
 * job.
 */
const SHORTEST_MS = 10;
const LONGEST_MS = 25;

/**
 * Runs jobs in the order in which they come, and lets everything else run between turns: requests that arrive together
 * would otherwise hold up a health check until all of them are done. A turn is as long as the time since the one
 * before, within bounds, so that turning requests away doesn't starve those that were taken.
 */
export function createTurns({ thenRun }: Pick<Door, 'thenRun'>): Turns {
  const waiting: (() => void)[] = [];
  let ended = 0;

  function turn(): void {
    const now = performance.now();
    const until = now + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, now - ended));
    do waiting.shift()?.();
    while (waiting.length > 0 && performance.now() < until);
    ended = performance.now();
    if (waiting.length > 0) thenRun(turn);
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(job());
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
        if (waiting.length === 1) thenRun(turn);
      }),
  };
}
