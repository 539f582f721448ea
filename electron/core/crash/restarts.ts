const MINUTE_MS = 60_000;
const MOST_RESTARTS = 3;

/** How often a window was restarted. */
export interface Restarts {
  /** Notes a crash. @returns whether the window may come back, or has now crashed too often within a minute. */
  readonly mayComeBack: () => boolean;
  readonly reset: () => void;
}

/** @param now milliseconds, by a monotonic clock. */
export function createRestarts(now: () => number): Restarts {
  let crashes: readonly number[] = [];
  return {
    mayComeBack() {
      const instant = now();
      crashes = [...crashes.filter((crash) => instant - crash < MINUTE_MS), instant];
      return crashes.length < MOST_RESTARTS;
    },
    reset: () => {
      crashes = [];
    },
  };
}
