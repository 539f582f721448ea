const SHORTEST = 1000;
const LONGEST = 30_000;

/**
 * How long to wait before trying to connect again, in milliseconds: twice as long each time, up to half a
 * minute, and somewhat at random, so that a pool that returns is not met by everybody at once.
 * @param failures how many attempts have failed in a row, 0 after a loss.
 * @param random from 0 to 1.
 */
export function retryDelay(failures: number, random: number): number {
  const longest = Math.min(LONGEST, SHORTEST * 2 ** (failures + 1));
  return Math.round(SHORTEST + (longest - SHORTEST) * random);
}
