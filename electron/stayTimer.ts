const MINUTE = 60_000;

/** Counts the time that a person spends in a meeting, by a clock that nobody sets. */
export interface StayTimer {
  readonly start: () => void;
  /** Counts what is left to count. @returns whether it ran. */
  readonly stop: () => boolean;
  readonly isRunning: () => boolean;
}

/** @param count takes minutes, each as soon as it is over: what is lost with this process is less than one. */
export function createStayTimer({
  count,
  onMinute,
}: {
  readonly count: (minutes: number) => void;
  readonly onMinute: () => void;
}): StayTimer {
  let since: number | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  const countUntilNow = (): void => {
    if (since === undefined) return;
    const now = performance.now();
    count((now - since) / MINUTE);
    since = now;
  };
  const isRunning = (): boolean => since !== undefined;
  const stop = (): boolean => {
    clearInterval(timer);
    const ran = isRunning();
    countUntilNow();
    since = undefined;
    return ran;
  };
  return {
    start() {
      stop();
      since = performance.now();
      timer = setInterval(() => {
        countUntilNow();
        onMinute();
      }, MINUTE);
    },
    stop,
    isRunning,
  };
}
