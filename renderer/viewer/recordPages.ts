import type { RecordFilter, RecordPage, RecordSummary } from '../../contract/viewer.ts';
import type { Main } from '../../contract/ipc.ts';
import { errorMessage } from '../ui/errorMessage.ts';
import { createVariable, type Value } from '../ui/value.ts';

export const PAGE = 100;

export interface Records {
  /** Undefined until the first answer is here. */
  readonly total: number | undefined;
  /** The loaded rows, by their position in the list. */
  readonly rows: ReadonlyMap<number, RecordSummary>;
  /** Why some of the wanted rows could not be read; null if all could, and while they are first read. */
  readonly problem: string | null;
}

export interface RecordPages extends Value<Records> {
  /** Loads these rows, unless they are here or being loaded. */
  readonly ensure: (first: number, last: number) => void;
  /** Reloads the rows that were last wanted; the shown ones stay until the answer is here. */
  readonly renew: () => void;
}

/** Holds the visible part of a list of any length, and asks the main process for the rest as it becomes visible. */
export function createRecordPages(
  main: Pick<Main, 'listRecords'>,
  filter: RecordFilter,
): RecordPages {
  const records = createVariable<Records>({ total: undefined, rows: new Map(), problem: null });
  let wanted: readonly number[] = [0];
  let asked = new Set<number>();
  let failed = new Map<number, string>();
  let generation = 0;
  let shown = 0;

  const set = (next: Omit<Records, 'problem'>) => {
    const [problem = null] = failed.values();
    records.set({ ...next, problem });
  };

  const show = (page: number, mine: number, { total, rows }: RecordPage) => {
    const next = new Map(shown === mine ? records.get().rows : []);
    shown = mine;
    rows.forEach((row, index) => next.set(page * PAGE + index, row));
    set({ total, rows: next });
  };

  const load = (page: number) => {
    asked.add(page);
    failed.delete(page);
    const mine = generation;
    main.listRecords({ filter, offset: page * PAGE, limit: PAGE }).then(
      (found) => {
        if (mine === generation) show(page, mine, found);
      },
      (error: unknown) => {
        if (mine !== generation) return;
        asked.delete(page);
        failed.set(page, errorMessage(error));
        set(records.get());
      },
    );
  };

  const loadWanted = () => {
    for (const page of wanted) if (!asked.has(page)) load(page);
  };

  return {
    get: records.get,
    subscribe: records.subscribe,
    ensure(first, last) {
      const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
      wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      loadWanted();
    },
    renew() {
      generation += 1;
      asked = new Set();
      failed = new Map();
      const { total, problem } = records.get();
      if (total === undefined && problem !== null) set(records.get());
      loadWanted();
    },
  };
}
