import { attemptAll } from './attemptAll.ts';

/** Notifies any number of listeners. */
export interface Emitter<A extends readonly unknown[] = []> {
  /** @returns what removes the listener. */
  readonly listen: (listener: (...args: A) => void) => () => void;
  /** Calls every current listener in order, even if some throw; then throws the first failure. */
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
