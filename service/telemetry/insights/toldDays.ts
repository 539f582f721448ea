import type { Trait } from './dayGroup.ts';
import type { DatedGroup, RolledUp, Rollups } from './rollups.ts';
import { rounded, tell } from './tell.ts';

/** Numbers about k devices or more. */
export interface ToldGroup {
  /** Null where it is of a whole range. */
  readonly day: string | null;
  /** Null for the rest, and for all. */
  readonly value: string | null;
  readonly devices: number;
  readonly sums: readonly number[];
}

export interface ToldDay {
  readonly day: string;
  readonly all: ToldGroup & { readonly people: number };
  readonly shown: readonly ToldGroup[];
  /** All but what is shown, where that is something. */
  readonly rest: ToldGroup | null;
}

/**
 * Traits that overlap with others, or that tell of others: a model tells the system, a language the region. Their
 * numbers are rounded, since by exact ones what is told of one could be subtracted from what is told of another.
 */
const roundedTraits: ReadonlySet<Trait> = new Set<Trait>([
  'osVersion',
  'language',
  'region',
  'model',
]);

type Numbers = Pick<ToldGroup, 'devices' | 'sums'>;

export const less = (all: Numbers, parts: readonly Numbers[]): Numbers =>
  parts.reduce<Numbers>(
    (left, part) => ({
      devices: left.devices - part.devices,
      sums: left.sums.map((sum, index) => sum - (part.sums[index] ?? 0)),
    }),
    all,
  );

export const plus = (numbers: readonly Numbers[]): Numbers =>
  numbers.reduce<Numbers>(
    (total, part) => ({
      devices: total.devices + part.devices,
      sums: part.sums.map((sum, index) => sum + (total.sums[index] ?? 0)),
    }),
    { devices: 0, sums: [] },
  );

const isNothing = ({ devices, sums }: Numbers): boolean =>
  devices === 0 && sums.every((sum) => sum === 0);

function tellDay(
  all: DatedGroup,
  groups: readonly DatedGroup[],
  { k, trait }: { readonly k: number; readonly trait: Trait },
): ToldDay {
  const { day } = all;
  const isRounded = roundedTraits.has(trait);
  const whole: Numbers = { devices: all.devices, sums: isRounded ? [] : all.sums };
  // Of a final day, the small groups are not kept; they count all the same.
  const lost = { ...less(whole, groups), value: null };
  const parts = isNothing(lost) ? groups : [...groups, lost];
  const shown = tell<Numbers & Pick<ToldGroup, 'value'>>(parts, k).shown.filter(
    (group) => group !== lost,
  );
  const rest = less(whole, shown);
  const hasRest = shown.length < parts.length;
  const about = (devices: number): number => (isRounded ? (rounded(devices, k) ?? 0) : devices);
  return {
    day,
    all: { day, value: null, devices: all.devices, sums: all.sums, people: all.people },
    shown: shown.map(({ value, devices, sums }) => ({ day, value, devices: about(devices), sums })),
    rest: hasRest ? { day, value: null, devices: about(rest.devices), sums: rest.sums } : null,
  };
}

/**
 * What may be told of each day of a range, parted by a trait. A day of fewer than k devices is left out, and so can't be
 * told from a day of none.
 */
export function toldDays(
  rollups: Pick<Rollups, 'groups'>,
  which: {
    readonly category: RolledUp;
    readonly trait: Trait;
    readonly from: string;
    readonly to: string;
    readonly k: number;
  },
): ToldDay[] {
  const days = rollups
    .groups({ ...which, trait: 'all' })
    .filter(({ devices }) => devices >= which.k);
  if (which.trait === 'all')
    return days.map((all) => ({
      day: all.day,
      all: { ...all, value: null },
      shown: [],
      rest: null,
    }));
  const groups = Map.groupBy(rollups.groups(which), ({ day }) => day);
  return days.map((all) => tellDay(all, groups.get(all.day) ?? [], which));
}
