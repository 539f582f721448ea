/** The two-sided 95 % quantile of the normal distribution. */
const Z95 = 1.959963984540054;

export interface Rate {
  readonly rate: number | null;
  readonly interval: [number, number] | null;
}

/**
 * A share with Wilson's score interval, which holds for few and for shares near 0 or 1 as well (E. B. Wilson, 1927).
 * @returns nulls where there was nothing to take a share of.
 */
export function wilson(part: number, whole: number): Rate {
  if (whole <= 0) return { rate: null, interval: null };
  const rate = Math.min(1, Math.max(0, part / whole));
  const z2 = Z95 ** 2;
  const centre = (rate + z2 / (2 * whole)) / (1 + z2 / whole);
  const half =
    (Z95 * Math.sqrt((rate * (1 - rate)) / whole + z2 / (4 * whole ** 2))) / (1 + z2 / whole);
  return { rate, interval: [Math.max(0, centre - half), Math.min(1, centre + half)] };
}
