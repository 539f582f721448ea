import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

export type CrashCore = {
  readonly module: typeof Electron.crashReporter;
  isStarted: () => boolean;
};

/** Remembers the options; Chromium itself writes the dumps, once started with a place for them. */
export function createCrashReporter(): CrashCore {
  let options: Electron.CrashReporterStartOptions | undefined;
  const parameters: Record<string, string> = {};
  let upload = false;
  const module = {
    start: (given: Electron.CrashReporterStartOptions) => {
      options = given;
      upload = given.uploadToServer ?? true;
      Object.assign(parameters, given.extra);
    },
    getUploadToServer: () => upload,
    setUploadToServer: (value: boolean) => {
      upload = value;
    },
    getParameters: () => ({ ...parameters }),
    addExtraParameter: (key: string, value: string) => {
      parameters[key] = value;
    },
    removeExtraParameter: (key: string) => {
      Reflect.deleteProperty(parameters, key);
    },
    getUploadedReports: () => [],
    getLastCrashReport: () => null,
  } satisfies Partial<typeof Electron.crashReporter>;
  return {
    module: strict('crashReporter', 'crashReporter.ts', module),
    isStarted: () => options !== undefined,
  };
}
