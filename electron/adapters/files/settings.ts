import { rmSync } from 'node:fs';
import { settingsSchema, type Settings } from './peekSettings.ts';
import { openStore } from './openStore.ts';

export interface SettingsStore {
  read(): Settings;
  /** Throws where the disk refuses; the settings are then as they were. */
  write(settings: Settings): void;
  /** Deletes all settings, which a full disk allows: they are then the defaults, with error reports off. */
  forget(): void;
  /** Where a settings file that could not be read was put, if there was one. */
  readonly setAside: string | undefined;
}

/** What the person set, in `settings.json`; without a readable one, error reports are off. */
export function openSettings(folder: string, now: number): SettingsStore {
  const { store, setAside } = openStore(folder, 'settings', settingsSchema, now);
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
