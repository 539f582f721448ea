import type { SigninRow, TraitRow, WindowRow } from '../../../../contract/insights/answers.ts';
import type { InsightQuery } from '../../../../contract/insights/queries.ts';
import type { Trait } from '../dayGroup.ts';
import { addDays, daysOf, lengthOf, weekEnd } from '../days.ts';
import { wilson } from '../intervals.ts';
import { rounded } from '../tell.ts';
import { tellGroups, type Line, type TellPorts } from '../tellGroups.ts';
import { toldDays } from '../toldDays.ts';

const traitRow = ({ day, value, rest, devices, whole }: Line): TraitRow => ({
  day,
  value,
  rest,
  deviceDays: devices,
  share: whole > 0 ? Math.min(1, devices / whole) : null,
});

/** Device-days by a trait, for the whole range or for each day. */
export const traitRows = (
  ports: TellPorts,
  query: InsightQuery,
  which: { readonly trait: Trait; readonly daily: boolean },
): TraitRow[] => tellGroups(ports, query, { category: 'census', ...which }).map(traitRow);

function dayRows({ rollups, k }: TellPorts, { from, to, filter }: InsightQuery): WindowRow[] {
  const trait = filter?.name ?? 'all';
  const days = toldDays(rollups, { category: 'census', trait, from, to, k });
  const found = new Map(
    days.map(({ day, all, shown }) => {
      const one = filter ? shown.find(({ value }) => value === filter.value) : all;
      const people = filter || all.people < k ? null : all.people;
      return [day, { devices: one?.devices ?? null, people }];
    }),
  );
  return daysOf(from, to).map((day) => ({
    from: day,
    to: day,
    ...(found.get(day) ?? { devices: null, people: null }),
  }));
}

/** Every window that ends with an ISO week and whose last week overlaps the range. */
function windowRows({ rollups, k }: TellPorts, query: InsightQuery, length: number): WindowRow[] {
  const last = weekEnd(query.to);
  const weeks = (lengthOf(weekEnd(query.from), last) - 1) / 7 + 1;
  return Array.from({ length: weeks }, (_, index) => {
    const to = addDays(last, (index + 1 - weeks) * 7);
    const from = addDays(to, 1 - length);
    const { devices, people } = rollups.window(from, to);
    const told = rounded(devices, k);
    return { from, to, devices: told, people: told === null ? null : rounded(people, k) };
  });
}

/** Active devices and people by windows, or device-days by a trait. */
export function devices(ports: TellPorts, query: InsightQuery): (WindowRow | TraitRow)[] {
  switch (query.by) {
    case 'day':
      return dayRows(ports, query);
    case 'week':
      return windowRows(ports, query, 7);
    case '28days':
      return windowRows(ports, query, 28);
    default:
      return traitRows(ports, query, { trait: query.by as Trait, daily: false });
  }
}

/** Sign-in attempts and failures. */
export const signins = (ports: TellPorts, query: InsightQuery): SigninRow[] =>
  tellGroups(ports, query, {
    category: 'census',
    trait: query.by === 'day' ? 'all' : (query.by as Trait),
    daily: query.by === 'day',
  }).map(({ day, value, rest, sums: [attempts = 0, failures = 0] }) => ({
    day,
    value,
    rest,
    attempts,
    failures,
    ...wilson(failures, attempts),
  }));
