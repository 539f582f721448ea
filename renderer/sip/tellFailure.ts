import type { Main } from '../../contract/ipc.ts';
import type { ConnectionState } from './connectionState.ts';
import { reported, type Failure } from './failure.ts';
import type { NetworkQuality } from './networkQuality.ts';

/** The stay that an attempt failed in. */
interface StayNow {
  readonly wasSignedIn: boolean;
  readonly goesOn: boolean;
  readonly before: ConnectionState;
  readonly quality: NetworkQuality;
}

/**
 * Tells the main process of a failed attempt. Reconnecting is no sign-in, unless it ends the stay (decision 13):
 * a loss was told when it came, and only what it turns out to come from is told, once.
 */
export function tellFailure(
  main: Pick<Main, 'signInAttempted' | 'signInFailed' | 'connectionLost'>,
  failure: Failure,
  { wasSignedIn, goesOn, before, quality }: StayNow,
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
