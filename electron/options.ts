import type { LogFile } from './adapters/log.ts';
import type { SettingsStore } from './adapters/settings.ts';
import type { Options } from '../contract/ipc.ts';
import type { Telemetry } from './core/telemetry.ts';
import { locksOf } from './core/view.ts';

/** What the person chose, whatever a policy makes of it. */
export function readOptions(settings: SettingsStore): Options {
  const { choice, logging, language, memoryDumps } = settings.read();
  return { errorReports: choice.errorReports, logging, language, memoryDumps };
}

/**
 * Takes over what the person chose; a setting that policy locks stays as it was. A withdrawal holds,
 * at the next start too, even where the disk refuses to keep it: this then throws, after withdrawing and
 * giving up all settings for it.
 */
export function saveOptions(
  options: Options,
  { settings, telemetry, log }: { settings: SettingsStore; telemetry: Telemetry; log: LogFile },
): void {
  const stored = settings.read();
  const locks = locksOf(telemetry);
  const chosen = locks.errorReports ? stored.choice.errorReports : options.errorReports;
  const logging = locks.logging ? stored.logging : options.logging;
  const choice =
    chosen === stored.choice.errorReports
      ? stored.choice
      : { errorReports: chosen, since: new Date().toISOString() };
  try {
    settings.write({
      choice,
      logging,
      language: options.language,
      memoryDumps: options.memoryDumps,
    });
  } catch (error) {
    if (stored.choice.errorReports && !chosen) {
      telemetry.choose(choice);
      settings.forget();
    }
    throw error;
  }
  telemetry.choose(choice);
  if (!locks.logging) log.setLevel(logging);
}
