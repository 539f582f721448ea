import type { Main } from '../../contract/ipc.ts';
import type { ConnectionState } from './connectionState.ts';
import { reported, type Failure } from './failure.ts';
import type { NetworkQuality } from './networkQuality.ts';

/** The session in which an attempt failed. */
interface FailedAttempt {
  readonly wasSignedIn: boolean;
  readonly goesOn: boolean;
  readonly before: ConnectionState;
  readonly quality: NetworkQuality;
}

/**
 * Reports a failed attempt to the main process. Reconnecting is not a sign-in, unless it ends the session (decision 13): a
 * loss was reported when it happened, and then only its cause, once it is known.
 */
export function reportFailure(
  main: Pick<Main, 'signInAttempted' | 'signInFailed' | 'connectionLost'>,
  failure: Failure,
  { wasSignedIn, goesOn, before, quality }: FailedAttempt,
): void {
  if (wasSignedIn && goesOn) {
    const { kind } = failure;
    const isKnown = before.name === 'reconnecting' && before.failure.kind === kind;
    if (!isKnown && (kind === 'certificate' || kind === 'garbled'))
      void main.connectionLost({ code: kind, quality });
    return;
  }
  if (wasSignedIn) void main.signInAttempted();
  void main.signInFailed(reported(failure));
}
