/** How late the event loop is. */
export interface Lateness {
  /** For how many milliseconds what is read now may have waited for it: its last turn's delay, or this one's so far. */
  readonly ms: () => number;
  readonly close: () => void;
}

const TICK_MS = 20;

/** Watches the event loop with a timer, which is as late as everything else that waits for its turn. */
export function watchLateness(): Lateness {
  let [due, last] = [performance.now() + TICK_MS, 0];
  const timer = setInterval(() => {
    const now = performance.now();
    [last, due] = [Math.max(0, now - due), now + TICK_MS];
  }, TICK_MS).unref();
  return {
    ms: () => Math.max(last, performance.now() - due),
    close: () => {
      clearInterval(timer);
    },
  };
}
