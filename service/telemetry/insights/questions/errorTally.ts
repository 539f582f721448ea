import type { Filter } from '../../../../contract/insights/queries.ts';
import { CELL_NUMBERS, cellAt } from '../errorCells.ts';
import type { ErrorDay, ErrorDays } from '../errorDays.ts';
import { KEY_WORDS, KeySet } from '../keys.ts';

/** What is asked of errors. */
export interface ErrorQuery {
  readonly from: string;
  readonly to: string;
  readonly filter?: { readonly name: Filter; readonly value: string };
  /** By whom only so much may be seen as is about so many people or more. */
  readonly k: number;
  /** One group alone. */
  readonly group?: string;
}

/** What the cells of one group that are told come to. */
export interface ErrorTally {
  readonly group: string;
  title: string;
  reports: number;
  occurrences: number;
  /** Reports by day, version and surface, those among them that have repeats alone. */
  readonly days: Map<string, number>;
  readonly versions: Map<string, number>;
  readonly surfaces: Map<string, number>;
  /** Ranges of words, which have the keys of its people. */
  readonly people: { readonly keys: Int32Array; readonly from: number; readonly to: number }[];
}

/** Counts so many more of a value. */
export const more = (counted: Map<string, number>, value: string, reports: number): void => {
  counted.set(value, (counted.get(value) ?? 0) + reports);
};

const tallyOf = (group: string): ErrorTally => ({
  group,
  title: '',
  reports: 0,
  occurrences: 0,
  days: new Map(),
  versions: new Map(),
  surfaces: new Map(),
  people: [],
});

function tallyDay(
  tallies: Map<string, ErrorTally>,
  { day, texts, numbers, people }: ErrorDay,
  { k, filter, group: wanted }: ErrorQuery,
): void {
  let to = 0;
  for (let at = 0; at < numbers.length; at += CELL_NUMBERS) {
    const from = to;
    to += numbers[at + cellAt.peopleWords] ?? 0;
    const group = texts[numbers[at + cellAt.group] ?? 0] ?? '';
    if (wanted !== undefined && group !== wanted) continue;
    if (k > 1 && to - from < k * KEY_WORDS) continue;
    const version = texts[numbers[at + cellAt.version] ?? 0] ?? '';
    const surface = texts[numbers[at + cellAt.surface] ?? 0] ?? '';
    // An error does not tell its system.
    if (filter && { version, surface, os: '' }[filter.name] !== filter.value) continue;
    const title = texts[numbers[at + cellAt.title] ?? 0] ?? '';
    const reports = numbers[at + cellAt.reports] ?? 0;
    const tally = tallies.get(group) ?? tallyOf(group);
    tallies.set(group, tally);
    if (title > tally.title) tally.title = title;
    tally.reports += reports;
    tally.occurrences += numbers[at + cellAt.occurrences] ?? 0;
    more(tally.days, day, reports);
    more(tally.versions, version, reports);
    more(tally.surfaces, surface, reports);
    tally.people.push({ keys: people, from, to });
  }
}

/**
 * Adds up the smallest parts of errors: one group's of one day, version and surface. Each is told if it is of k people
 * or more, and every number is a sum of such parts; so none is of fewer, nor any difference of two. `k` 1 tells all,
 * also those of whom nobody is known.
 */
export function tallyErrors(errorDays: ErrorDays, which: ErrorQuery): ErrorTally[] {
  const tallies = new Map<string, ErrorTally>();
  for (const day of errorDays.read(which)) tallyDay(tallies, day, which);
  return [...tallies.values()];
}

/** How many different people the tallies of groups are of, one after another. */
export function createPeople(): (tally: ErrorTally) => number {
  const keys = new KeySet();
  return ({ people }) => {
    keys.clear();
    for (const some of people) keys.add(some.keys, some.from, some.to);
    return keys.size;
  };
}
