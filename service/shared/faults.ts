import type { Log } from './outcome.ts';

/** Contains our own faults in callbacks of sockets and timers, each to what it was about; Node would end the server. */
export interface Faults {
  /**
   * @param where its name in the log and in `/metrics`.
   * @param onFault ends what the fault was about.
   */
  readonly contain: (where: string, run: () => void, onFault?: () => void) => void;
  /** How many there have been since the start, by `where`. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Where in our code an error occurred, without its message, which can repeat a value. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an Error';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 5).map((frame) => frame.trim())].join(' ');
}

export function createFaults(log: Log): Faults {
  const counts = new Map<string, number>();
  return {
    counts,
    contain(where, run, onFault) {
      try {
        run();
      } catch (error) {
        counts.set(where, (counts.get(where) ?? 0) + 1);
        log(() => `${where}: ${placeOf(error)}`);
        onFault?.();
      }
    },
  };
}
