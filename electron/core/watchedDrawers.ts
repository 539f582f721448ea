import type { Drawer, Drawers } from './ports.ts';

function watched(drawer: Drawer, changed: () => void): Drawer {
  const after =
    <A extends unknown[], R>(run: (...args: A) => R) =>
    (...args: A): R => {
      const result = run(...args);
      changed();
      return result;
    };
  return {
    ...drawer,
    append: after(drawer.append.bind(drawer)),
    roll: after(drawer.roll.bind(drawer)),
    takeOver: after(drawer.takeOver.bind(drawer)),
    tried: after(drawer.tried.bind(drawer)),
    settle: after(drawer.settle.bind(drawer)),
    discardSurface: after(drawer.discardSurface.bind(drawer)),
    clearHistory: after(drawer.clearHistory.bind(drawer)),
    purge: after(drawer.purge.bind(drawer)),
  };
}

/** The same drawers, which tell of each change that was made. */
export function watchDrawers({ census, usage, error }: Drawers, changed: () => void): Drawers {
  return {
    census: watched(census, changed),
    usage: watched(usage, changed),
    error: watched(error, changed),
  };
}
