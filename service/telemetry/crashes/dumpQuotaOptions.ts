import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { badCount } from '../../shared/limitOptions.ts';
import { defaultLimits, type DumpQuota, type Limits } from '../limits.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';

/** How many memory dumps, and how many MiB of them, the service takes and keeps. */
export const dumpQuotaOptions = {
  'dumps-per-owner': { type: 'string' },
  'dump-mib-per-owner': { type: 'string' },
  'dumps-per-address': { type: 'string' },
  'dump-mib-per-address': { type: 'string' },
  'dumps-per-day': { type: 'string' },
  'dump-mib-per-day': { type: 'string' },
  'dumps-kept': { type: 'string' },
  'dump-mib-kept': { type: 'string' },
} as const;

type Option = keyof typeof dumpQuotaOptions;
type Values = { readonly [Name in Option]?: string | undefined };

export const dumpQuotaNames = Object.keys(dumpQuotaOptions) as readonly Option[];

export type DumpQuotaLimits = Pick<
  Limits,
  'dumpsPerOwner' | 'dumpsPerAddress' | 'dumpsPerDay' | 'dumpsKept'
>;

const MIB = 1024 * 1024;

/** @returns all quotas, as given or by default. */
export function readDumpQuotas(values: Values): Outcome<DumpQuotaLimits, LocalizedText> {
  const problem = badCount(values, dumpQuotaNames);
  if (problem) return failed(problem);
  const quotaOf = (dumps: Option, mib: Option, otherwise: DumpQuota): DumpQuota => ({
    dumps: Number(values[dumps] ?? otherwise.dumps),
    bytes: Number(values[mib] ?? otherwise.bytes / MIB) * MIB,
  });
  const { dumpsPerOwner, dumpsPerAddress, dumpsPerDay, dumpsKept } = defaultLimits;
  return done({
    dumpsPerOwner: quotaOf('dumps-per-owner', 'dump-mib-per-owner', dumpsPerOwner),
    dumpsPerAddress: quotaOf('dumps-per-address', 'dump-mib-per-address', dumpsPerAddress),
    dumpsPerDay: quotaOf('dumps-per-day', 'dump-mib-per-day', dumpsPerDay),
    dumpsKept: quotaOf('dumps-kept', 'dump-mib-kept', dumpsKept),
  });
}
