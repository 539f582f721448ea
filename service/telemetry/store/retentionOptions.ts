import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { badCount } from '../../shared/limitOptions.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { defaultLimits, type RetentionLimits } from '../limits.ts';
import { withdrawalDays } from './erase.ts';

/** For how many days the service keeps census and usage records, and error records with their dumps. */
export const retentionOptions = {
  'keep-days': { type: 'string' },
  'keep-error-days': { type: 'string' },
} as const;

type Option = keyof typeof retentionOptions;

export const retentionNames = Object.keys(retentionOptions) as readonly Option[];

/**
 * @returns how long records are kept, as given or by default. A record whose receipt was lost comes again for as long
 * as a client keeps it: if it were already deleted here, it would be stored and counted twice.
 */
export function readRetention(values: {
  readonly [Name in Option]?: string | undefined;
}): Outcome<RetentionLimits, LocalizedText> {
  const problem = badCount(values, retentionNames);
  if (problem) return failed(problem);
  const short = retentionNames.find((name) => Number(values[name] ?? Infinity) < withdrawalDays);
  if (short !== undefined)
    return failed((t) => t('serviceCommand.keptTooShort', { option: short, days: withdrawalDays }));
  const { 'keep-days': records, 'keep-error-days': errors } = values;
  return done({
    recordDays: records === undefined ? defaultLimits.recordDays : Number(records),
    errorDays: errors === undefined ? defaultLimits.errorDays : Number(errors),
  });
}
