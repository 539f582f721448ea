import type { Clock } from '../core/ports/system.ts';

export interface ManualClock extends Clock {
  /** Sets the system's clock; timers don't notice. */
  setTo(instant: number): void;
  /** The system sleeps for this long: time passes, and no timer runs. */
  sleep(delay: number): void;
  /** Finishes the current work: what is due soon, and every promise that can go on. */
  settle(): Promise<void>;
  /** Lets time pass, running what falls due in its order. */
  advance(delay: number): Promise<void>;
  /** Milliseconds that have passed, sleep included. */
  readonly uptime: () => number;
  readonly timers: () => number;
}

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

const LONGEST_CHAIN = 1000;

/** A clock that stands still until a test moves it. */
export function createManualClock(start = Date.parse('2026-11-22T10:00:00.000Z')): ManualClock {
  let wall = start;
  let elapsed = 0;
  let asleep = 0;
  let timers: readonly Timer[] = [];
  let soon: (() => void)[] = [];

  const settle = async () => {
    for (let chain = 0; chain < LONGEST_CHAIN; chain += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (soon.length === 0) return;
      const due = soon;
      soon = [];
      for (const run of due) run();
    }
    throw new Error('the work at hand never ends');
  };

  return {
    now: () => wall,
    after(delay, run) {
      const timer = { due: elapsed + delay, run };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    soon: (run) => void soon.push(run),
    setTo: (instant) => {
      wall = instant;
    },
    sleep: (delay) => {
      wall += delay;
      asleep += delay;
    },
    settle,
    async advance(delay) {
      const end = elapsed + delay;
      await settle();
      for (;;) {
        const [next] = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        wall += Math.max(0, next.due - elapsed);
        elapsed = Math.max(elapsed, next.due);
        next.run();
        await settle();
      }
      wall += end - elapsed;
      elapsed = end;
    },
    uptime: () => elapsed + asleep,
    timers: () => timers.length,
  };
}
