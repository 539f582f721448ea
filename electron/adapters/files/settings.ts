import { rmSync } from 'node:fs';
import { settingsSchema, type Settings } from './peekSettings.ts';
import { openStore } from './openStore.ts';

export interface SettingsStore {
  read(): Settings;
  /** Throws if the disk refuses; the settings are then unchanged. */
  write(settings: Settings): void;
  /** Deletes all settings, which works even on a full disk: they are then the defaults, with error reports off. */
  deleteAll(): void;
  /** The name under which an unreadable settings file was set aside, if one was. */
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
    deleteAll: () => {
      rmSync(store.path, { force: true });
    },
    setAside,
  };
}
