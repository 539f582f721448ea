import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { badCount } from '../../shared/limitOptions.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { defaultLimits, type RecordQuotaLimits } from '../limits.ts';

/** How many MiB of records the service takes and keeps. */
export const recordQuotaOptions = {
  'record-mib-per-owner': { type: 'string' },
  'record-mib-per-address': { type: 'string' },
  'record-mib-per-day': { type: 'string' },
  'record-mib-kept': { type: 'string' },
} as const;

type Option = keyof typeof recordQuotaOptions;
type Values = { readonly [Name in Option]?: string | undefined };

export const recordQuotaNames = Object.keys(recordQuotaOptions) as readonly Option[];

const MIB = 1024 * 1024;

/** @returns all quotas, as given or by default. */
export function readRecordQuotas(values: Values): Outcome<RecordQuotaLimits, LocalizedText> {
  const problem = badCount(values, recordQuotaNames);
  if (problem) return failed(problem);
  const bytesOf = (option: Option, otherwise: number): number => {
    const mib = values[option];
    return mib === undefined ? otherwise : Number(mib) * MIB;
  };
  return done({
    recordBytesPerOwner: bytesOf('record-mib-per-owner', defaultLimits.recordBytesPerOwner),
    recordBytesPerAddress: bytesOf('record-mib-per-address', defaultLimits.recordBytesPerAddress),
    recordBytesPerDay: bytesOf('record-mib-per-day', defaultLimits.recordBytesPerDay),
    recordBytesKept: bytesOf('record-mib-kept', defaultLimits.recordBytesKept),
  });
}
