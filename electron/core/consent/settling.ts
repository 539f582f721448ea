/** Milliseconds: an editor that empties a file before it writes it takes less. */
export const SETTLING_MS = 2000;

/** Tells a text that may be half written from one that stays as it is. */
export interface Settling {
  /** Called while the text can't be understood. */
  readonly isUnsettled: () => boolean;
  /** When that began, in milliseconds since 1970. */
  readonly since: () => number;
  /** The text can be understood, or is wrong in a way that a half-written text can't be. */
  readonly settled: () => void;
}

/** @param now milliseconds since 1970; setting the clock back settles it. */
export function createSettling(settlingMs: number, now: () => number): Settling {
  let began: number | undefined;
  return {
    isUnsettled() {
      began ??= now();
      const elapsed = now() - began;
      return elapsed >= 0 && elapsed < settlingMs;
    },
    since: () => began ?? now(),
    settled: () => {
      began = undefined;
    },
  };
}
