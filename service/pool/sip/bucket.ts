/** How many messages one connection may send at once, and how many more each second allows. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * A bucket that refills over time.
 * @returns a function that takes one, and says whether there was one.
 */
export function createBucket({ burst, perSecond }: Rate, now: () => number): () => boolean {
  let [left, last] = [burst, now()];
  return () => {
    left = Math.min(burst, left + ((now() - last) / 1000) * perSecond);
    last = now();
    left -= 1;
    return left >= 0;
  };
}
