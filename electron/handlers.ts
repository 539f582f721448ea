import type { Handlers, View } from '../contract/ipc.ts';
import type { LogFile } from './adapters/log.ts';
import type { SettingsStore } from './adapters/settings.ts';
import type { Telemetry } from './core/telemetry.ts';
import { saveOptions } from './options.ts';

/** What the windows may ask of the main process. */
export function createHandlers(parts: {
  settings: SettingsStore;
  telemetry: Telemetry;
  log: LogFile;
  view: () => View;
  showHelp: () => void;
  onOptionsSaved: () => void;
}): Handlers {
  const { telemetry, view } = parts;
  return {
    getView: view,
    saveOptions: (options) => {
      saveOptions(options, parts);
      parts.onOptionsSaved();
      return view();
    },
    openHelp: () => {
      telemetry.countFeature('help');
      parts.showHelp();
      return undefined;
    },
    reportException: (report) => {
      telemetry.reportException({ processType: 'renderer', ...report });
      return undefined;
    },
    countFeature: (name) => {
      telemetry.countFeature(name);
      return undefined;
    },
  };
}
