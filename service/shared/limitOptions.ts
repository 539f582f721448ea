import type { LocalizedText } from '../../contract/text/terminal.ts';
import { done, failed, type Outcome } from './outcome.ts';

/**
 * Command-line options, of pool and service alike, for the limits by address that an administrator may have to change.
 */
export const limitOptions = {
  'connections-per-address': { type: 'string' },
  'requests-per-minute': { type: 'string' },
} as const;

export const limitNames = ['connections-per-address', 'requests-per-minute'] as const;

/** The limits that were given. */
export interface GivenLimits {
  readonly connectionsPerAddress?: number;
  readonly requestsPerMinute?: number;
}

const isCount = (text: string): boolean => /^[1-9]\d{0,6}$/.test(text);

/** What is wrong with the first of these options whose value is not a count; undefined if there is none. */
export function badCount<Name extends string>(
  values: { readonly [Option in Name]?: string | undefined },
  names: readonly Name[],
): LocalizedText | undefined {
  for (const option of names) {
    const text = values[option];
    if (text !== undefined && !isCount(text))
      return (t) => t('serverCommand.badCount', { option, text });
  }
  return undefined;
}

export function readLimits(values: {
  readonly [Option in keyof typeof limitOptions]?: string | undefined;
}): Outcome<GivenLimits, LocalizedText> {
  const { 'connections-per-address': connections, 'requests-per-minute': requests } = values;
  const problem = badCount(values, limitNames);
  if (problem) return failed(problem);
  return done({
    ...(connections === undefined ? {} : { connectionsPerAddress: Number(connections) }),
    ...(requests === undefined ? {} : { requestsPerMinute: Number(requests) }),
  });
}
