import { uptime } from 'node:os';
import type { Clock } from '../../core/ports/system.ts';

const LONGEST_TIMEOUT = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, Math.min(delay, LONGEST_TIMEOUT));
    return () => {
      clearTimeout(timer);
    };
  },
  soon: (run) => void setImmediate(run),
};

/** Milliseconds since the system started, by a monotonic clock that goes on while the system sleeps. */
export const systemUptime = (): number => uptime() * 1000;
