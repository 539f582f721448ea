const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 10 * 60 * 1000;
const LONGEST_OBEYED_MS = 24 * 60 * 60 * 1000;

/**
 * When to try again, in milliseconds: exponential with equal jitter (half of the delay is fixed, half random),
 * and never sooner than the service asked for.
 * @param failures how many attempts failed in a row, from 1.
 * @param unit a random number from 0 up to 1.
 * @param retryAfter what the service asked for, in milliseconds.
 */
export function backoff(failures: number, unit: number, retryAfter = 0): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 20));
  const jittered = ceiling / 2 + (ceiling / 2) * unit;
  return Math.max(jittered, Math.min(retryAfter, LONGEST_OBEYED_MS));
}
