import type { Clock } from '../ingest/intake.ts';

/** How long nothing has arrived. */
export interface Silence {
  /** Call after a record was stored. */
  readonly arrived: () => void;
  /** Adds the time since the last call. */
  readonly look: () => void;
  /** Whether something arrived between the last two calls of {@link look}. */
  readonly hasEnded: () => boolean;
  /** Milliseconds of watching without an arrival, up to the last {@link look}. */
  readonly lasted: () => number;
}

/**
 * Adds up the time that the service has run without anything arriving. Each interval between two looks counts for at
 * most `mostMs`: a clock that jumps or a machine that slept is no silence.
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
