const SHORTEST_MS = 1000;
const LONGEST_MS = 30_000;
/** In seconds: a server that names a longer time is asked earlier. */
const LONGEST_ASKED_FOR_SECONDS = 3600;

/**
 * How many milliseconds to wait before trying to connect again: twice as long each time, up to half a minute, and
 * somewhat at random, so that a returning pool is not met by everybody at once.
 * @param failures how many attempts have failed in a row, 0 after a loss.
 * @param random from 0 to 1.
 */
export function retryDelay(failures: number, random: number): number {
  const longest = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** (failures + 1));
  return Math.round(SHORTEST_MS + (longest - SHORTEST_MS) * random);
}

/**
 * How long a server asks to be left alone: Retry-After (RFC 3261, section 20.33), which may end in a comment and
 * parameters.
 * @returns milliseconds; 0 if nothing can be read.
 */
export function readRetryAfter(value: string | undefined): number {
  const seconds = /^\s*(\d+)\s*(?:[(;]|$)/.exec(value ?? '')?.[1] ?? '0';
  return Math.min(Number(seconds), LONGEST_ASKED_FOR_SECONDS) * 1000;
}
