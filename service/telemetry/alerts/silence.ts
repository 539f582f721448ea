import type { Clock } from '../ingest/intake.ts';

/** How long nothing has arrived. */
export interface Silence {
  /** A record was stored. */
  readonly arrived: () => void;
  /** Counts up to now. */
  readonly look: () => void;
  /** Whether something had arrived at the last {@link look}, since the one before. */
  readonly hasEnded: () => boolean;
  /** In milliseconds in which the service watched, up to the last {@link look}. */
  readonly lasted: () => number;
}

/**
 * Counts the time in which the service ran and nothing arrived, from its start on. It counts from look to look, and each
 * for no more than `mostMs`: a clock that jumps, or a machine that slept, is no silence.
 */
export function watchSilence(clock: Clock, mostMs: number): Silence {
  let hasArrived = false;
  let hasEnded = false;
  let lasted = 0;
  let lookedAt = clock().getTime();
  return {
    arrived() {
      hasArrived = true;
    },
    look() {
      const now = clock().getTime();
      lasted = hasArrived ? 0 : lasted + Math.min(Math.max(now - lookedAt, 0), mostMs);
      hasEnded = hasArrived;
      hasArrived = false;
      lookedAt = now;
    },
    hasEnded: () => hasEnded,
    lasted: () => lasted,
  };
}
