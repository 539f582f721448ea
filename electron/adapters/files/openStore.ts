import { join } from 'node:path';
import Store from 'electron-store';
import type { z } from 'zod';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

/**
 * Opens a JSON file of the data folder, for its owner alone; one that does not hold what it should is set aside first.
 * @param name the file's, without `.json`.
 * @returns the store, and the name that the former file has now, if it came to that.
 */
export function openStore(folder: string, name: string, schema: z.ZodType, now: number) {
  const setAside = setAsideUnlessValid(join(folder, `${name}.json`), schema, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  return { store, setAside };
}
