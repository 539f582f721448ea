import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { notChosen, type Choice } from '../../../contract/consent.ts';
import { LONGEST_DEVICE_ID } from '../../../contract/ipc.ts';
import { dumpChoices, type DumpChoice } from '../../../contract/dumpDecision.ts';
import { tracingLevels, type TracingLevel } from '../../../contract/policy.ts';
import { languageChoices, type LanguageChoice } from '../../../contract/text/index.ts';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

export interface Settings {
  readonly choice: Choice;
  readonly logging: TracingLevel;
  readonly language: LanguageChoice;
  readonly memoryDumps: DumpChoice;
  readonly reopenConversations: boolean;
  /** Whether lines of the log also go to the system's event log. */
  readonly eventLog: boolean;
  readonly minimizeToNotificationArea: boolean;
  /** Whether a call's controls stay in front while no window of Candor has the focus. */
  readonly callControls: boolean;
  /** What the windows call the devices of choice; empty for the system's. */
  readonly microphone: string;
  readonly speaker: string;
}

export interface SettingsStore {
  read(): Settings;
  /** Throws where the disk refuses; the settings are then as they were. */
  write(settings: Settings): void;
  /** Deletes all settings, which a full disk allows: they are then the defaults, with error reports off. */
  forget(): void;
  /** Where a settings file that could not be read was put, if there was one. */
  readonly setAside: string | undefined;
}

const settingsSchema = z.object({
  choice: z
    .object({
      errorReports: z.boolean(),
      since: z.iso.datetime().nullable(),
      agreed: z.object({ version: z.int(), fields: z.array(z.string()).readonly() }).optional(),
    })
    .default(notChosen),
  logging: z.enum(tracingLevels).default('Light'),
  language: z.enum(languageChoices).default('system'),
  memoryDumps: z.enum(dumpChoices).default('ask'),
  reopenConversations: z.boolean().default(false),
  eventLog: z.boolean().default(false),
  minimizeToNotificationArea: z.boolean().default(false),
  callControls: z.boolean().default(true),
  microphone: z.string().max(LONGEST_DEVICE_ID).default(''),
  speaker: z.string().max(LONGEST_DEVICE_ID).default(''),
});

/** Looks at the settings of a data folder, and leaves everything as it is; nothing where they can't be read. */
export function peekSettings(folder: string): Settings | undefined {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')));
  } catch {
    // Missing or malformed: Candor itself then begins with error reports off.
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
