import type { Door } from './door.ts';

/** Work that takes a moment of the event loop. */
export interface Turns {
  /** Resolves once the job has had its turn, to what it returned; rejects with what it threw. */
  readonly run: <T>(job: () => T) => Promise<T>;
}

/** Jobs of one turn, in milliseconds: what else the event loop has to do waits no longer, but for the last job. */
const SHORTEST_MS = 10;
const LONGEST_MS = 25;

/**
 * Runs jobs in the order in which they come, and leaves the event loop to all else between them: requests that
 * arrive together would otherwise hold up a health check for as long as all of them take. A turn is as long as what was
 * done since the one before, within bounds, so that what is turned away meanwhile doesn't starve what was taken.
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
