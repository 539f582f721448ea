import {
  mostLeastDevices,
  settingsChange,
  type ServiceSettings,
  type SettingsChange,
} from '../../../contract/insights/serviceSettings.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { writeOwnerFile } from '../../shared/ownerFile.ts';
import type { Limits } from '../limits.ts';
import { readSettings } from '../settingsFile.ts';
import { withdrawalDays } from '../store/erase.ts';

/** Its name in the data folder. */
export const settingsFile = 'settings.json';

/** The limits that an officer can set; each property is read anew, since it can change while the service runs. */
export type SettableLimits = Pick<Limits, 'leastDevices' | 'recordDays' | 'errorDays'>;

/** What officers set of k and of how long records are kept, within what the service's options allow. */
export interface OfficerSettings {
  readonly inForce: SettableLimits;
  readonly bounds: ServiceSettings['bounds'];
  /** @returns what is wrong with a change, by the name of its value; undefined if it can be made. */
  readonly problemOf: (change: SettingsChange) => string | undefined;
  /** Stores a change, which is in force at once. Throws if the disk refuses, and changes nothing then. */
  readonly set: (change: SettingsChange) => void;
}

/** @returns what is wrong with a number of devices, if anything. */
function devicesProblem(wanted: number | undefined, k: number): string | undefined {
  if (wanted === undefined || wanted === k) return undefined;
  return wanted < k || wanted % k !== 0
    ? `leastDevices: a multiple of ${k}, up to ${mostLeastDevices}: it can be raised, not lowered`
    : undefined;
}

function create(path: string, options: SettableLimits, stored: SettingsChange): OfficerSettings {
  let kept = stored;
  const inForce: SettableLimits = {
    get leastDevices() {
      return Math.max(kept.leastDevices ?? 0, options.leastDevices);
    },
    get recordDays() {
      return Math.min(kept.recordDays ?? Infinity, options.recordDays);
    },
    get errorDays() {
      return Math.min(kept.errorDays ?? Infinity, options.errorDays);
    },
  };
  // Nothing is kept longer than whoever runs the service said, nor shorter than a client may send it again.
  const bounds = {
    recordDays: { least: Math.min(withdrawalDays, options.recordDays), most: options.recordDays },
    errorDays: { least: Math.min(withdrawalDays, options.errorDays), most: options.errorDays },
  };
  const daysProblem = (name: 'recordDays' | 'errorDays', wanted: number | undefined) => {
    const { least, most } = bounds[name];
    return wanted === undefined || (wanted >= least && wanted <= most)
      ? undefined
      : `${name}: a whole number from ${least} to ${most}`;
  };
  return {
    inForce,
    bounds,
    problemOf: ({ leastDevices, recordDays, errorDays }) =>
      devicesProblem(leastDevices, inForce.leastDevices) ??
      daysProblem('recordDays', recordDays) ??
      daysProblem('errorDays', errorDays),
    set(change) {
      const next = { ...kept, ...change };
      writeOwnerFile(path, `${JSON.stringify(next)}\n`);
      kept = next;
    },
  };
}

/**
 * Opens what officers set. A file that can't be read keeps the service from starting: without it, more could be told
 * than an officer allowed.
 */
export function openOfficerSettings(
  folder: Pick<DataFolder, 'file'>,
  options: SettableLimits,
  log: Log,
): Outcome<OfficerSettings, LocalizedText> {
  const path = folder.file(settingsFile);
  const stored = readSettings(path, (json): Outcome<SettingsChange, LocalizedText> => {
    const { data } = settingsChange.safeParse(json);
    return data ? done(data) : failed((t) => t('serviceCommand.settings.badOfficers'));
  });
  if (!stored.ok) return stored;
  const settings = create(path, options, stored.value ?? {});
  // Whoever passed an option hears that it is not all that counts.
  if (stored.value)
    log((t) => t('serviceCommand.settings.stricter', { path, ...settings.inForce }));
  return done(settings);
}
