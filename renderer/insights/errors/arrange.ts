import type { ErrorRow } from '../../../contract/insights/answers.ts';
import { errorStates } from '../../../contract/insights/errorState.ts';
import type { Place } from '../place/place.ts';

type Compare = (a: ErrorRow, b: ErrorRow) => number;

const byPeople: Compare = (a, b) => (b.people ?? 0) - (a.people ?? 0);
const byOccurrences: Compare = (a, b) => b.occurrences - a.occurrences;
/** What to look at first: groups that reopened, then open ones. */
const urgency = ({ state: { state, metAgainIn } }: ErrorRow): number =>
  metAgainIn === null ? errorStates.indexOf(state) : -1;

const orders: Readonly<Record<NonNullable<Place['order']>, readonly Compare[]>> = {
  people: [byPeople, byOccurrences],
  occurrences: [byOccurrences, byPeople],
  lastDay: [(a, b) => b.lastDay.localeCompare(a.lastDay), byPeople, byOccurrences],
  state: [(a, b) => urgency(a) - urgency(b), byPeople, byOccurrences],
};

/** The groups in one state, or all, in the chosen order. */
export function arrange(
  rows: readonly ErrorRow[],
  { state, order = 'people' }: Pick<Place, 'state' | 'order'>,
): ErrorRow[] {
  const compare: Compare = (a, b) => {
    for (const by of orders[order]) {
      const difference = by(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return rows.filter((row) => state === undefined || row.state.state === state).sort(compare);
}
