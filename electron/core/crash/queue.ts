import type { Log } from '../ports/system.ts';

/** Does one thing after another; what one of them throws is logged, and the next goes on. */
export function createQueue(log: Log): (work: () => void | Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch((error: unknown) => {
      log.warn(`crashes: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
}
