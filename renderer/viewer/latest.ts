import { inWords } from '../inWords.ts';

export interface Latest<T> {
  /** Nothing until the first answer is here; what was read last where it can't be read anew. */
  readonly value: T | undefined;
  /** Why it could not be read the last time; null where it could, and while it is read at first. */
  readonly problem: string | null;
}

export interface LatestStore<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Latest<T>;
  readonly renew: () => void;
}

/** Holds what one question to the main process was answered last. */
export function createLatest<T>(read: () => Promise<T>): LatestStore<T> {
  const listeners = new Set<() => void>();
  let latest: Latest<T> = { value: undefined, problem: null };
  let asked = 0;

  const set = (next: Latest<T>): void => {
    latest = next;
    for (const listener of listeners) listener();
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => latest,
    renew() {
      asked += 1;
      const mine = asked;
      if (latest.value === undefined && latest.problem !== null)
        set({ value: undefined, problem: null });
      read().then(
        (value) => {
          if (mine === asked) set({ value, problem: null });
        },
        (error: unknown) => {
          if (mine === asked) set({ ...latest, problem: inWords(error) });
        },
      );
    },
  };
}
