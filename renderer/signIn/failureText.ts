import type { TFunction } from 'i18next';
import type { WhySignedOut } from '../sip/failure.ts';

/**
 * A failure in the person's words.
 * @param poolUrl only its host is named.
 */
export function failureText(t: TFunction, failure: WhySignedOut, poolUrl: string): string {
  const { host } = new URL(poolUrl);
  switch (failure.kind) {
    case 'history':
    case 'credentials':
      return t(`signIn.failure.${failure.kind}`);
    case 'refused':
    case 'server':
      return t(`signIn.failure.${failure.kind}`, { host, status: failure.status });
    case 'certificate':
    case 'unreachable':
    case 'silent':
    case 'notPool':
    case 'garbled':
    case 'challenge':
    case 'interval':
    case 'unproven':
      return t(`signIn.failure.${failure.kind}`, { host });
  }
}
