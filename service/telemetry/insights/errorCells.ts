import { packKeys, wordsOf } from './keys.ts';

/** The smallest part of errors that is told: one group's of one day, version and surface. */
export interface ErrorCell {
  readonly group: string;
  readonly version: string;
  readonly surface: string;
  /** The last one by the alphabet, where there are several. */
  readonly title: string;
  readonly reports: number;
  /** Reports and what was counted of repeats. */
  readonly occurrences: number;
  /** The keys of those who told an account, each once. */
  readonly people: Int32Array;
}

/** What of a typed row is counted. */
export interface ErrorRow {
  readonly error_group: string;
  readonly version: string;
  readonly surface: string;
  readonly kind: string;
  readonly title: string;
  /** An empty text of who told no account. */
  readonly person: string;
  readonly repeats: number;
}

/** A day's cells in a few long lists: so many are read at once that an object of each would take longer than reading. */
export interface DayOfErrors {
  readonly texts: readonly string[];
  /** Of each cell {@link CELL_NUMBERS}, in the order of {@link cellAt}; in that of groups, versions and surfaces. */
  readonly numbers: Float64Array;
  /** The keys of every cell's people, one cell after another. */
  readonly people: Int32Array;
}

/** Texts are told by their place; people by how many words of keys are theirs. */
export const cellAt = {
  group: 0,
  version: 1,
  surface: 2,
  title: 3,
  reports: 4,
  occurrences: 5,
  peopleWords: 6,
} as const;
export const CELL_NUMBERS = Object.keys(cellAt).length;

type Counted = { -readonly [Name in keyof ErrorCell]: ErrorCell[Name] };

/** Counts rows by cells. */
function count(rows: readonly ErrorRow[]): ErrorCell[] {
  const cells = new Map<string, Omit<Counted, 'people'> & { readonly names: Set<string> }>();
  for (const row of rows) {
    const { error_group: group, version, surface, title, person } = row;
    const key = JSON.stringify([group, version, surface]);
    let cell = cells.get(key);
    if (!cell) {
      cell = { group, version, surface, title, reports: 0, occurrences: 0, names: new Set() };
      cells.set(key, cell);
    }
    const isReport = row.kind !== 'repeats';
    if (title > cell.title) cell.title = title;
    if (person !== '') cell.names.add(person);
    cell.reports += isReport ? 1 : 0;
    cell.occurrences += isReport ? 1 : row.repeats;
  }
  return [...cells.values()].map(({ names, ...cell }) => ({
    ...cell,
    people: wordsOf(packKeys([...names])),
  }));
}

const order = (a: ErrorCell, b: ErrorCell): number => {
  for (const name of ['group', 'version', 'surface'] as const)
    if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1;
  return 0;
};

function cellsOf({ texts, numbers, people }: DayOfErrors): ErrorCell[] {
  const cells: ErrorCell[] = [];
  const textAt = (at: number): string => texts[numbers[at] ?? 0] ?? '';
  let from = 0;
  for (let at = 0; at < numbers.length; at += CELL_NUMBERS) {
    const to = from + (numbers[at + cellAt.peopleWords] ?? 0);
    cells.push({
      group: textAt(at + cellAt.group),
      version: textAt(at + cellAt.version),
      surface: textAt(at + cellAt.surface),
      title: textAt(at + cellAt.title),
      reports: numbers[at + cellAt.reports] ?? 0,
      occurrences: numbers[at + cellAt.occurrences] ?? 0,
      people: people.subarray(from, to),
    });
    from = to;
  }
  return cells;
}

/** A day's cells out of its rows: of all, or of those of some groups, beside what is known of the others. */
export function dayOfErrors(
  rows: readonly ErrorRow[],
  before: { readonly day: DayOfErrors; readonly groups: readonly string[] } | undefined,
): DayOfErrors {
  const changed = new Set(before?.groups);
  const kept = before ? cellsOf(before.day).filter(({ group }) => !changed.has(group)) : [];
  const cells = [...kept, ...count(rows)].sort(order);
  const texts = new Map<string, number>();
  const placeOf = (text: string): number => {
    const place = texts.get(text) ?? texts.size;
    texts.set(text, place);
    return place;
  };
  const numbers = Float64Array.from(
    cells.flatMap(({ group, version, surface, title, reports, occurrences, people }) => [
      ...[group, version, surface, title].map(placeOf),
      reports,
      occurrences,
      people.length,
    ]),
  );
  const people = new Int32Array(cells.reduce((sum, cell) => sum + cell.people.length, 0));
  let at = 0;
  for (const cell of cells) {
    people.set(cell.people, at);
    at += cell.people.length;
  }
  return { texts: [...texts.keys()], numbers, people };
}
