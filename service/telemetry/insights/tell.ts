/** Anything with a number of devices (people, for errors). */
interface Counted {
  readonly devices: number;
}

export interface Told<G> {
  readonly shown: readonly G[];
  /** The groups that are shown as one: none, or together at least k devices. */
  readonly rest: readonly G[];
}

const devicesOf = (groups: readonly Counted[]): number =>
  groups.reduce((sum, { devices }) => sum + devices, 0);

/**
 * Splits groups that share no device into those shown by themselves and the rest, shown as one. Since the whole may be
 * shown too, the rest could be computed by subtraction: so it has at least k devices too, if need be by including the
 * smallest of the other groups.
 * @returns nothing if all groups together have fewer than k.
 */
export function tell<G extends Counted>(groups: readonly G[], k: number): Told<G> {
  if (devicesOf(groups) < k) return { shown: [], rest: [] };
  const bySize = [...groups].sort((a, b) => b.devices - a.devices);
  const shown = bySize.filter(({ devices }) => devices >= k);
  const rest = bySize.filter(({ devices }) => devices < k);
  for (let left = devicesOf(rest); rest.length > 0 && left < k;) {
    const next = shown.pop();
    if (!next) return { shown: [], rest: [] };
    rest.push(next);
    left += next.devices;
  }
  return { shown, rest };
}

/**
 * Rounds down to a multiple of k a number of devices that overlaps with other shown numbers (weeks and their days,
 * systems and their versions, languages and regions). A shown number then stands for any of k numbers, and so does the
 * difference of two: none reveals a number from 1 to k - 1.
 * @returns null if there are fewer than k.
 */
export const rounded = (devices: number, k: number): number | null =>
  devices < k ? null : Math.floor(devices / k) * k;
