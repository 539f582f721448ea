import { join } from 'node:path';
import Store from 'electron-store';
import type { z } from 'zod';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

/**
 * Opens a JSON file of the data folder, for its owner alone; an invalid one is set aside first.
 * @param name the file's, without `.json`.
 * @returns the store, and the former file's new name, if it was set aside.
 */
export function openStore(folder: string, name: string, schema: z.ZodType, now: number) {
  const setAside = setAsideUnlessValid(join(folder, `${name}.json`), schema, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  return { store, setAside };
}
