/** Work that takes a moment of the event loop. */
export interface Turns {
  /** Resolves once the job has had its turn, to what it returned; rejects with what it threw. */
  readonly run: <T>(job: () => T) => Promise<T>;
}

/** Jobs of one turn, in milliseconds: what else the event loop has to do waits no longer, but for the last job. */
const turnMs = 10;

/**
 * Runs jobs in the order in which they come, and leaves the event loop to all else between them: requests that
 * arrive together would otherwise hold up a health check for as long as all of them take.
 */
export function createTurns(): Turns {
  const waiting: (() => void)[] = [];

  function turn(): void {
    const until = performance.now() + turnMs;
    do waiting.shift()?.();
    while (waiting.length > 0 && performance.now() < until);
    if (waiting.length > 0) setImmediate(turn);
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
        if (waiting.length === 1) setImmediate(turn);
      }),
  };
}
