import { join } from 'node:path';
import { createDumpFiles } from '../electron/adapters/crash/dumpFiles.ts';
import type { TelemetryPorts } from '../electron/core/telemetry/telemetry.ts';
import type { CandorSchema } from '../contract/records.ts';

const silent = () => undefined;

/** What crash capture needs where nothing crashes. */
export const crashParts = (folder: string) =>
  ({
    decodeUtf8: (bytes) => new TextDecoder().decode(bytes),
    versions: { electronVersion: '', chromiumVersion: '' },
    dumps: createDumpFiles({
      crashFolder: join(folder, 'Crashpad'),
      folder: join(folder, 'dumps'),
    }),
    mark: { last: undefined, note: silent, end: silent },
    dumpChoice: () => 'ask',
    logBetween: () => '',
  }) satisfies Partial<TelemetryPorts<CandorSchema>>;
