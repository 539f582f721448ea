/** How many messages one connection may send at once, and how many a second it gets back. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** A bucket that fills anew with time. @returns takes one, and says whether there was one. */
export function createBucket({ burst, perSecond }: Rate, now: () => number): () => boolean {
  let [left, last] = [burst, now()];
  return () => {
    left = Math.min(burst, left + ((now() - last) / 1000) * perSecond);
    last = now();
    left -= 1;
    return left >= 0;
  };
}
