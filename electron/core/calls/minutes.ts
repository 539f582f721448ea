import type { Clock } from '../ports/system.ts';
import type { CandorTelemetry } from '../product/candorTelemetry.ts';

/** Counts how long people talk. */
export interface Minutes {
  /**
   * Counts from now on.
   * @returns what stops it; called once.
   */
  readonly begin: () => () => void;
}

const MINUTE_MS = 60_000;

/**
 * Counts call and meeting minutes as they pass, so that a sudden end loses less than one, each falls on its own day,
 * and none from a time when usage was refused is counted later.
 */
export function createMinutes(ports: {
  readonly count: (minutes: number) => void;
  /** Whether usage may be counted now. */
  readonly isAllowed: () => boolean;
  /** Listens for changes of that. */
  readonly onDecision: (listener: () => void) => void;
  readonly clock: Pick<Clock, 'after'>;
  /** Milliseconds by a monotonic clock. */
  readonly elapsed: () => number;
}): Minutes {
  const { count, isAllowed, clock, elapsed } = ports;
  const running = new Set<() => void>();
  ports.onDecision(() => {
    for (const settle of running) settle();
  });
  return {
    begin() {
      let since = elapsed();
      let wasAllowed = isAllowed();
      let cancel = (): void => undefined;
      const settle = () => {
        const now = elapsed();
        if (wasAllowed) count((now - since) / MINUTE_MS);
        since = now;
        wasAllowed = isAllowed();
      };
      const tick = () => {
        cancel = clock.after(MINUTE_MS, () => {
          settle();
          tick();
        });
      };
      running.add(settle);
      tick();
      return () => {
        cancel();
        running.delete(settle);
        settle();
      };
    },
  };
}

/** {@link createMinutes} for the surface on which the client's telemetry currently records. */
export const usageMinutes = ({
  telemetry,
  clock,
  elapsed,
}: Pick<Parameters<typeof createMinutes>[0], 'clock' | 'elapsed'> & {
  readonly telemetry: Pick<CandorTelemetry, 'count' | 'decision' | 'onChange' | 'surface'>;
}): Minutes =>
  createMinutes({
    count: (minutes) => {
      telemetry.count('usage', 'callMinutes', minutes);
    },
    isAllowed: () => telemetry.decision('usage', telemetry.surface()).allowed,
    onDecision: telemetry.onChange,
    clock,
    elapsed,
  });
