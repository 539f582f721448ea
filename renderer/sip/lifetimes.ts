/** In seconds. JsSIP uses timers, which fire at once if they are set for more than 25 days. */
const LONGEST_LIFETIME_SECONDS = 86_400;

/**
 * A lifetime that JsSIP can handle: of a registration, a call's ringing, a session's refreshing.
 * @param written `delta-seconds` (RFC 3261, section 25.1).
 * @returns undefined if it is not valid.
 */
export function usableLifetime(written: string): number | undefined {
  return /^\d+$/.test(written) ? Math.min(Number(written), LONGEST_LIFETIME_SECONDS) : undefined;
}
