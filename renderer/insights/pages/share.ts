/** A share with the interval in which the true value lies. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The normal distribution's quantile for a two-sided 95 % interval. */
const Z = 1.959964;

/** The share of `part` in `of`, with Wilson's 95 % interval; undefined if `of` is zero. */
export function shareOf(part: number, of: number): Share | undefined {
  if (of === 0) return undefined;
  const share = part / of;
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half =
    (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Whether one share is certainly above the other: if their intervals overlap, the difference may be chance. */
export function compareShares(now: Share, before: Share): 'up' | 'down' | 'same' {
  if (now.low > before.high) return 'up';
  return now.high < before.low ? 'down' : 'same';
}
