import { leastDevices } from '../../../contract/insights/queries.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { badCount } from '../../shared/limitOptions.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import type { Limits } from '../limits.ts';

/** The fewest devices that a number in the insights may be about. */
export const insightOptions = { 'least-devices': { type: 'string' } } as const;

type Option = keyof typeof insightOptions;
export const insightNames = Object.keys(insightOptions) as readonly Option[];

/** @returns the given value; it can raise the limit but not lower it. */
export function readInsightOptions(values: {
  readonly [Name in Option]?: string | undefined;
}): Outcome<Partial<Pick<Limits, 'leastDevices'>>, LocalizedText> {
  const problem = badCount(values, insightNames);
  if (problem) return failed(problem);
  const least = values['least-devices'];
  if (least === undefined) return done({});
  return Number(least) < leastDevices
    ? failed((t) => t('serviceCommand.tooFewDevices', { least: String(leastDevices) }))
    : done({ leastDevices: Number(least) });
}
