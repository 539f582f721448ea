import { saysYes } from '../../contract/consent.ts';
import { consentText } from '../../contract/consentText.ts';
import type { LoginItem } from '../adapters/system/loginItem.ts';
import type { LogFile } from '../adapters/log/log.ts';
import type { SettingsStore } from '../adapters/files/settings.ts';
import { keptOptions, type Options } from '../../contract/options.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { locksOf } from '../core/product/view.ts';

/** What the person chose, whatever policy makes of it; a yes that no longer covers everything counts as no choice. */
export function readOptions(settings: SettingsStore, loginItem: LoginItem): Options {
  const kept = settings.read();
  return {
    errorReports: saysYes(kept.choice, consentText),
    startWithSystem: loginItem.isOn(),
    ...keptOptions.parse(kept),
  };
}

/**
 * Applies what the person chose; a setting that policy locks stays as it was. A withdrawal holds, at the next start
 * too, even if the disk refuses to keep it: this then throws, after withdrawing and resetting all settings for it.
 */
export function saveOptions(
  { errorReports, startWithSystem, ...kept }: Options,
  parts: {
    settings: SettingsStore;
    telemetry: CandorTelemetry;
    log: LogFile;
    loginItem: LoginItem;
  },
): void {
  const { settings, telemetry, log, loginItem } = parts;
  const stored = settings.read();
  const locks = locksOf(telemetry);
  const before = saysYes(stored.choice, consentText);
  const chosen = locks.errorReports ? before : errorReports;
  const logging = locks.logging ? stored.logging : kept.logging;
  // A yes that is paused, since it does not cover everything, ends if the box is left unticked.
  const withdraws = !locks.errorReports && stored.choice.errorReports && !chosen;
  const choice =
    chosen === before && !withdraws
      ? stored.choice
      : { errorReports: chosen, since: new Date().toISOString(), agreed: consentText };
  try {
    settings.write({ ...stored, ...kept, choice, logging });
  } catch (error) {
    if (withdraws) {
      try {
        telemetry.choose(choice);
      } finally {
        settings.deleteAll();
      }
    }
    throw error;
  }
  telemetry.choose(choice);
  telemetry.crashes.followDumpChoice();
  if (!locks.logging) log.setLevel(logging);
  if (startWithSystem !== loginItem.isOn()) loginItem.set(startWithSystem);
}
