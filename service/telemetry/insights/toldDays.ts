import type { Trait } from './dayGroup.ts';
import type { DatedGroup, RolledUp, Rollups } from './rollups.ts';
import { rounded, tell } from './tell.ts';

/** Numbers about at least k devices. */
export interface ToldGroup {
  /** Null if the group is about a whole range. */
  readonly day: string | null;
  /** Null for the rest, and for the whole. */
  readonly value: string | null;
  readonly devices: number;
  readonly sums: readonly number[];
}

export interface ToldDay {
  readonly day: string;
  readonly all: ToldGroup & { readonly people: number };
  readonly shown: readonly ToldGroup[];
  /** Everything but `shown`, if there is anything. */
  readonly rest: ToldGroup | null;
}

/**
 * Traits that overlap with others or imply them: a model implies the system, a language suggests the region. Their
 * numbers are rounded; exact ones could be subtracted from each other across traits.
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
  // The small groups of a final day are not kept; they still count.
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
 * What may be shown for each day of a range, split by a trait. A day with fewer than k devices is left out, so that it
 * looks like a day with none.
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
