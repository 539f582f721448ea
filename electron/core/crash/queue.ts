import type { Log } from '../ports/system.ts';

/** Runs one task after another; if one throws, that is logged, and the next runs. */
export function createQueue(log: Log): (work: () => void | Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch((error: unknown) => {
      log.warn(`crashes: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
}
