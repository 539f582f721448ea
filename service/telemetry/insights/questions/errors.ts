import type { ErrorCounts } from '../../../../contract/insights/answers.ts';
import { compareVersions } from '../../../shared/compareVersions.ts';
import type { ErrorDays } from '../errorDays.ts';
import { rounded } from '../tell.ts';
import { createPeople, tallyErrors, type ErrorQuery, type ErrorTally } from './errorTally.ts';

/** The most groups in one answer: those with the most reports. */
const MOST_GROUPS = 500;

/** A group's key tells its kind, and after that by what it differs from others of that kind. */
const kindOf = (group: string): ErrorCounts['kind'] =>
  (group.includes(':') ? group.slice(0, group.indexOf(':')) : group) as ErrorCounts['kind'];
const titleOf = ({ group, title }: ErrorTally): string =>
  title || group.slice(group.indexOf(':') + 1);

const byOccurrences = (a: ErrorTally, b: ErrorTally): number =>
  b.occurrences - a.occurrences || (a.group < b.group ? -1 : 1);

/** What is told of groups, the most frequent first. Days without reports or repeats are left out of a trend. */
export function countsOf(tallies: readonly ErrorTally[], k: number): ErrorCounts[] {
  const peopleOf = createPeople();
  const most = [...tallies].sort(byOccurrences).slice(0, MOST_GROUPS);
  return most.map((tally) => {
    const { group, reports, occurrences, versions } = tally;
    const people = peopleOf(tally);
    const days = [...tally.days];
    const [first = '', last = ''] = [days[0]?.[0], days.at(-1)?.[0]];
    return {
      group,
      kind: kindOf(group),
      title: titleOf(tally),
      reports,
      occurrences,
      people: k > 1 ? rounded(people, k) : people,
      firstDay: first,
      lastDay: last,
      versions: [...versions.keys()].sort(compareVersions),
      trend: days.map(([day, reports]) => ({ day, reports })),
    };
  });
}

/** Errors by groups. */
export const createErrors =
  (errorDays: ErrorDays) =>
  (which: ErrorQuery): ErrorCounts[] =>
    countsOf(tallyErrors(errorDays, which), which.k);
