import { attemptAll } from './attemptAll.ts';

/** Tells any number of listeners of something. */
export interface Emitter<A extends readonly unknown[] = []> {
  /** @returns what ends it. */
  readonly listen: (listener: (...args: A) => void) => () => void;
  /** Calls each listener that there is now, in order, whatever becomes of the others; throws the first failure at the end. */
  readonly emit: (...args: A) => void;
}

export function createEmitter<A extends readonly unknown[] = []>(): Emitter<A> {
  const listeners = new Set<{ readonly run: (...args: A) => void }>();
  return {
    listen: (run) => {
      const listener = { run };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    emit: (...args) => {
      attemptAll(
        [...listeners].map((listener) => () => {
          listener.run(...args);
        }),
      );
    },
  };
}
