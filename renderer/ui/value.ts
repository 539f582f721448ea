/** A value that changes, as `useSyncExternalStore` reads it. */
export interface Value<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Variable<T> extends Value<T> {
  readonly set: (next: T) => void;
}

export function createVariable<T>(initial: T): Variable<T> {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    set: (next) => {
      current = next;
      for (const listener of listeners) listener();
    },
  };
}
