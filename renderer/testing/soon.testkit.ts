import { vi } from 'vitest';

/** Waits until a look at what is to come fails no more; how long that takes is the machine's. */
export const soon = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 20_000 });
