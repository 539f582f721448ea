import type { Outbox, Outboxes } from '../ports/outbox.ts';

function watched(outbox: Outbox, changed: () => void): Outbox {
  const after =
    <A extends unknown[], R>(run: (...args: A) => R) =>
    (...args: A): R => {
      const result = run(...args);
      changed();
      return result;
    };
  return {
    ...outbox,
    append: after(outbox.append.bind(outbox)),
    roll: after(outbox.roll.bind(outbox)),
    takeOver: after(outbox.takeOver.bind(outbox)),
    tried: after(outbox.tried.bind(outbox)),
    settle: after(outbox.settle.bind(outbox)),
    purgeSurface: after(outbox.purgeSurface.bind(outbox)),
    clearHistory: after(outbox.clearHistory.bind(outbox)),
    purge: after(outbox.purge.bind(outbox)),
  };
}

/** The same outboxes, which report each change that was made. */
export function watchOutboxes({ census, usage, error }: Outboxes, changed: () => void): Outboxes {
  return {
    census: watched(census, changed),
    usage: watched(usage, changed),
    error: watched(error, changed),
  };
}
