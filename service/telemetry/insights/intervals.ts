/** The two-sided 95 % quantile of the normal distribution. */
const Z95 = 1.959963984540054;

export interface Rate {
  readonly rate: number | null;
  readonly interval: [number, number] | null;
}

/**
 * A share with Wilson's score interval, which also holds for small counts and shares near 0 or 1 (E. B. Wilson, 1927).
 * @returns nulls if there was nothing to take a share of.
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

/** The complementary error function (Abramowitz and Stegun 7.1.26, error below 1.5e-7), for x ≥ 0. */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  return factors.reduce((sum, factor) => sum * t + factor, 0) * t * Math.exp(-x * x);
}

interface Share {
  readonly part: number;
  readonly whole: number;
}

/**
 * How likely it is that two shares differ this much by chance: the two-sided, pooled test of two proportions. It treats
 * all sessions and attempts as independent, which those of one device are not quite.
 * @returns null if there is too little of either (fewer than 5 expected in any cell) for the test to hold.
 */
export function chanceOf(one: Share, other: Share): number | null {
  const clipped = (share: Share) => Math.min(share.whole, Math.max(0, share.part));
  const whole = one.whole + other.whole;
  const pooled = (clipped(one) + clipped(other)) / whole;
  const least = Math.min(one.whole, other.whole) * Math.min(pooled, 1 - pooled);
  if (!(least >= 5)) return null;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.whole + 1 / other.whole));
  const z = (clipped(one) / one.whole - clipped(other) / other.whole) / error;
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** Which of several differences are more than chance, at 5 % over all of them (S. Holm, 1979). */
export function notByChance(chances: readonly (number | null)[]): (boolean | null)[] {
  const known = chances.filter((chance) => chance !== null).sort((a, b) => a - b);
  const fails = known.findIndex((chance, index) => chance > 0.05 / (known.length - index));
  const first = fails === -1 ? Infinity : (known[fails] ?? Infinity);
  return chances.map((chance) => (chance === null ? null : chance < first));
}
