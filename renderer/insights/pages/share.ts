/** A share of so many, within the range in which it really lies. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Of the normal distribution, for 95 % between both sides. */
const Z = 1.959964;

/** The share of `part` in `of`, with Wilson's 95 % interval; undefined where there was nothing. */
export function shareOf(part: number, of: number): Share | undefined {
  if (of === 0) return undefined;
  const share = part / of;
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half =
    (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Whether one is surely above the other: where their intervals overlap, chance alone may make the difference. */
export function compareShares(now: Share, before: Share): 'up' | 'down' | 'same' {
  if (now.low > before.high) return 'up';
  return now.high < before.low ? 'down' : 'same';
}
