import { createEmitter } from '../../contract/emitter.ts';

/** A value that changes, as `useSyncExternalStore` reads it. */
export interface Value<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Variable<T> extends Value<T> {
  readonly set: (next: T) => void;
}

export function createVariable<T>(initial: T): Variable<T> {
  const { listen, emit } = createEmitter();
  let current = initial;
  return {
    get: () => current,
    subscribe: listen,
    set: (next) => {
      current = next;
      emit();
    },
  };
}
