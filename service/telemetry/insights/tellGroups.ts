import type { Filter, InsightQuery } from '../../../contract/insights/queries.ts';
import type { Trait } from './dayGroup.ts';
import type { RolledUp, Rollups } from './rollups.ts';
import { plus, toldDays, type ToldDay, type ToldGroup } from './toldDays.ts';

export interface TellPorts {
  readonly rollups: Rollups;
  readonly k: number;
}

export interface TellWhich {
  readonly category: RolledUp;
  /** The trait that tells the answer's groups apart; `all` if it is told by day alone. */
  readonly trait: Trait;
  /** Whether the groups are told for each day. */
  readonly daily: boolean;
}

/** A group, whether it is the rest, and the whole that it is part of. */
export interface Line extends ToldGroup {
  readonly rest: boolean;
  readonly whole: number;
}

const line = (group: ToldGroup, whole: number, rest = false): Line => ({ ...group, whole, rest });

const dailyLines = ({ all, shown, rest }: ToldDay): Line[] => [
  ...shown.map((group) => line(group, all.devices)),
  ...(rest ? [line(rest, all.devices, true)] : []),
];

/** The groups of a range: sums over the days on which each may be shown; what is left of a day goes to the rest. */
function rangeLines(days: readonly ToldDay[]): Line[] {
  const whole = plus(days.map(({ all }) => all)).devices;
  const byValue = Map.groupBy(
    days.flatMap(({ shown }) => shown),
    ({ value }) => value,
  );
  const groups = [...byValue].map(([value, ofValue]) =>
    line({ day: null, value, ...plus(ofValue) }, whole),
  );
  const rests = days.flatMap(({ rest }) => (rest ? [rest] : []));
  const rest = line({ day: null, value: null, ...plus(rests) }, whole, true);
  return [
    ...groups.sort((a, b) => b.devices - a.devices || ((a.value ?? '') < (b.value ?? '') ? -1 : 1)),
    ...(rests.length > 0 ? [rest] : []),
  ];
}

/** What may be shown for a query, as the answer's rows need it. */
export function tellGroups(
  { rollups, k }: TellPorts,
  { from, to, filter }: Pick<InsightQuery, 'from' | 'to' | 'filter'>,
  { category, trait, daily }: TellWhich,
): Line[] {
  const parted: Trait = filter ? (filter.name satisfies Filter) : trait;
  const days = toldDays(rollups, { category, trait: parted, from, to, k });
  const lines =
    parted === 'all'
      ? days.map(({ all }) => line(all, all.devices))
      : daily
        ? days.flatMap(dailyLines)
        : rangeLines(days);
  return filter ? lines.filter(({ value }) => value === filter.value) : lines;
}
