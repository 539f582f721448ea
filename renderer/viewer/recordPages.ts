import { type RecordFilter, type RecordSummary } from '../../contract/viewer.ts';
import type { Main } from '../api.ts';

export const PAGE = 100;

export interface Records {
  /** Nothing until the first answer is here. */
  readonly total: number | undefined;
  /** What is loaded, by its place in the list. */
  readonly rows: ReadonlyMap<number, RecordSummary>;
}

export interface RecordPages {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Records;
  /** Loads these rows, if they are not here or on their way. */
  readonly ensure: (first: number, last: number) => void;
  /** Loads again what was wanted last; what is shown stays until the answer is here. */
  readonly renew: () => void;
}

/** Holds of a list of any length what is in sight, and asks the main process for the rest as it comes into sight. */
export function createRecordPages(
  main: Pick<Main, 'listRecords'>,
  filter: RecordFilter,
): RecordPages {
  const listeners = new Set<() => void>();
  let records: Records = { total: undefined, rows: new Map() };
  let wanted: readonly number[] = [0];
  let asked = new Set<number>();
  let generation = 0;
  let shown = 0;

  const load = async (page: number) => {
    asked.add(page);
    const mine = generation;
    const { total, rows } = await main.listRecords({ filter, offset: page * PAGE, limit: PAGE });
    if (mine !== generation) return;
    const next = new Map(shown === mine ? records.rows : []);
    shown = mine;
    rows.forEach((row, index) => next.set(page * PAGE + index, row));
    records = { total, rows: next };
    for (const listener of listeners) listener();
  };

  const loadWanted = () => {
    for (const page of wanted) if (!asked.has(page)) void load(page);
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => records,
    ensure(first, last) {
      const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
      wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      loadWanted();
    },
    renew() {
      generation += 1;
      asked = new Set();
      loadWanted();
    },
  };
}
