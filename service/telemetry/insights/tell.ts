/** What has a number of devices (of people, for errors). */
interface Counted {
  readonly devices: number;
}

export interface Told<G> {
  readonly shown: readonly G[];
  /** The groups that are told together: none, or of k devices at least. */
  readonly rest: readonly G[];
}

const devicesOf = (groups: readonly Counted[]): number =>
  groups.reduce((sum, { devices }) => sum + devices, 0);

/**
 * Parts groups that share no device into those that are told, and the rest, told together. As the whole may be told as
 * well, the rest could be had by subtraction: it has k devices too, if need be by taking in the smallest of the others.
 * @returns nothing at all where all have fewer than k together.
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
 * A number of devices that overlaps with others which are told (weeks and their days, systems and their versions,
 * languages and regions): down to a multiple of k. What is told stands for any of k numbers then, and so does each
 * difference of it from another: none tells a number from 1 to k - 1.
 * @returns null where there are fewer than k.
 */
export const rounded = (devices: number, k: number): number | null =>
  devices < k ? null : Math.floor(devices / k) * k;
