import { usageMinutes } from '../calls/minutes.ts';
import type { Clock } from '../ports/system.ts';
import type { CandorTelemetry } from '../product/candorTelemetry.ts';

export interface ParticipationPorts {
  readonly telemetry: CandorTelemetry;
  readonly clock: Pick<Clock, 'after'>;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number;
}

/** How often the host's decision is heard during a meeting, in milliseconds. */
const HOST_POLL_INTERVAL_MS = 60_000;

/** Counts how long the person stays, and asks for the host's decision each minute and at the end. */
export function createParticipation(ports: ParticipationPorts, updateHost: () => Promise<void>) {
  const { telemetry, clock } = ports;
  const minutes = usageMinutes({
    ...ports,
    telemetry: { ...telemetry.meeting, decision: telemetry.decision, onChange: telemetry.onChange },
  });
  let finish: (() => void) | undefined;
  let ending = Promise.resolve();
  const pollHost = (): (() => void) => {
    let cancel = (): void => undefined;
    const tick = (): void => {
      cancel = clock.after(HOST_POLL_INTERVAL_MS, () => {
        void updateHost();
        tick();
      });
    };
    tick();
    return () => {
      cancel();
    };
  };
  const stop = (): boolean => {
    const ran = finish !== undefined;
    finish?.();
    finish = undefined;
    return ran;
  };
  const settle = async (): Promise<void> => {
    // Asked once more: the counts may leave only if the pool still allows it.
    await updateHost();
    telemetry.endMeeting();
  };
  return {
    begin() {
      stop();
      telemetry.meeting.count('usage', 'meetingJoinSuccesses');
      const [endMinutes, stopPolling] = [minutes.begin(), pollHost()];
      finish = () => {
        stopPolling();
        endMinutes();
      };
    },
    isUnderWay: () => finish !== undefined,
    /** @returns what resolves once everything is counted, whoever ended it. */
    end: (): Promise<void> => {
      if (stop()) ending = settle();
      return ending;
    },
  };
}
