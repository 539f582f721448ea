import type { ClientSurface } from '../../../contract/catalogue.ts';

/** Knows on which surface this process records: a guest's, until a desktop window opens in it. */
export interface SurfaceKeeper {
  readonly surface: () => ClientSurface;
  /** From now on this process is the desktop's; no guest comes back in it. @returns whether it was a guest's. */
  readonly becomeDesktop: () => boolean;
}

export function createSurfaceKeeper(first: ClientSurface): SurfaceKeeper {
  let current = first;
  return {
    surface: () => current,
    becomeDesktop() {
      const was = current;
      current = 'desktop';
      return was === 'meetings';
    },
  };
}
