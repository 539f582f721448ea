const MINUTE = 60_000;
const MOST = 3;

/** How often a window was restarted. */
export interface Restarts {
  /** Notes a crash. @returns whether the window may come back, or has now crashed too often within a minute. */
  readonly mayComeBack: () => boolean;
  readonly forget: () => void;
}

/** @param now milliseconds, by a monotonic clock. */
export function createRestarts(now: () => number): Restarts {
  let crashes: readonly number[] = [];
  return {
    mayComeBack() {
      const instant = now();
      crashes = [...crashes.filter((crash) => instant - crash < MINUTE), instant];
      return crashes.length < MOST;
    },
    forget: () => {
      crashes = [];
    },
  };
}
