import { errorMessage } from '../ui/errorMessage.ts';
import { createVariable, type Value } from '../ui/value.ts';

export interface Latest<T> {
  /** Undefined until the first answer is here; the last value if it can't be reloaded. */
  readonly value: T | undefined;
  /** Why the last attempt to read failed; null if it succeeded, and during the first. */
  readonly problem: string | null;
}

export interface LatestStore<T> extends Value<Latest<T>> {
  readonly renew: () => void;
}

/** Holds the last answer to one question to the main process. */
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
