import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { notChosen } from '../../../contract/consent.ts';
import { keptOptions } from '../../../contract/options.ts';
import { readFileNow } from './oddFile.ts';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

const settingsSchema = keptOptions.extend({
  choice: z
    .object({
      errorReports: z.boolean(),
      since: z.iso.datetime().nullable(),
      agreed: z.object({ version: z.int(), fields: z.array(z.string()).readonly() }).optional(),
    })
    .default(notChosen),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export interface SettingsStore {
  read(): Settings;
  /** Throws where the disk refuses; the settings are then as they were. */
  write(settings: Settings): void;
  /** Deletes all settings, which a full disk allows: they are then the defaults, with error reports off. */
  forget(): void;
  /** Where a settings file that could not be read was put, if there was one. */
  readonly setAside: string | undefined;
}

/** Looks at the settings of a data folder, and leaves everything as it is; nothing where they can't be read. */
export function peekSettings(folder: string): Settings | undefined {
  try {
    return settingsSchema.parse(JSON.parse(readFileNow(join(folder, 'settings.json'))));
  } catch {
    // Missing, malformed, or no file at all: Candor itself then begins with error reports off.
    return undefined;
  }
}

/** What the person set, in `settings.json`; without a readable one, error reports are off. */
export function openSettings(folder: string, now: number): SettingsStore {
  const name = 'settings';
  const setAside = setAsideUnlessValid(join(folder, `${name}.json`), settingsSchema, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  return {
    read: () => settingsSchema.parse(store.store),
    write: (settings) => {
      store.set({ ...settings });
    },
    forget: () => {
      rmSync(store.path, { force: true });
    },
    setAside,
  };
}
