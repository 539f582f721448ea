import type { LocalizedText } from '../../contract/text/terminal.ts';
import { done, failed, type Outcome } from './outcome.ts';

/** The limits by address that an administrator may need otherwise, on the command line of pool and service alike. */
export const limitOptions = {
  'connections-per-address': { type: 'string' },
  'requests-per-minute': { type: 'string' },
} as const;

export const limitNames = ['connections-per-address', 'requests-per-minute'] as const;

/** Those that were given. */
export interface GivenLimits {
  readonly connectionsPerAddress?: number;
  readonly requestsPerMinute?: number;
}

const isCount = (text: string): boolean => /^[1-9]\d{0,6}$/.test(text);

export function readLimits(values: {
  readonly [Option in keyof typeof limitOptions]?: string | undefined;
}): Outcome<GivenLimits, LocalizedText> {
  const { 'connections-per-address': connections, 'requests-per-minute': requests } = values;
  for (const option of limitNames) {
    const text = values[option];
    if (text !== undefined && !isCount(text))
      return failed((t) => t('serverCommand.badCount', { option, text }));
  }
  return done({
    ...(connections === undefined ? {} : { connectionsPerAddress: Number(connections) }),
    ...(requests === undefined ? {} : { requestsPerMinute: Number(requests) }),
  });
}
