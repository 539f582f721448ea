import { errorMessage } from '../ui/errorMessage.ts';
import { createVariable, type Value } from '../ui/value.ts';

export interface Latest<T> {
  /** Nothing until the first answer is here; what was read last where it can't be read anew. */
  readonly value: T | undefined;
  /** Why it could not be read the last time; null if it could, and while it is read at first. */
  readonly problem: string | null;
}

export interface LatestStore<T> extends Value<Latest<T>> {
  readonly renew: () => void;
}

/** Holds what one question to the main process was answered last. */
export function createLatest<T>(read: () => Promise<T>): LatestStore<T> {
  const { get, set, subscribe } = createVariable<Latest<T>>({ value: undefined, problem: null });
  let asked = 0;
  return {
    get,
    subscribe,
    renew() {
      asked += 1;
      const mine = asked;
      const { value: before, problem } = get();
      if (before === undefined && problem !== null) set({ value: undefined, problem: null });
      read().then(
        (value) => {
          if (mine === asked) set({ value, problem: null });
        },
        (error: unknown) => {
          if (mine === asked) set({ ...get(), problem: errorMessage(error) });
        },
      );
    },
  };
}
