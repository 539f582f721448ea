import { createEmitter } from '../../../contract/emitter.ts';
import type { Policy } from '../../../contract/consent.ts';

type Setting = NonNullable<Policy['meetings']>;

/** The last known decision of the meeting's pool about usage and errors. */
export interface MeetingHost {
  /** undefined before the pool has said anything, which counts as a refusal. */
  readonly read: () => Setting | undefined;
  /** @returns what stops the watching. */
  readonly watch: (onChange: () => void) => () => void;
  /** @param pool its host, as a person knows it. */
  readonly update: (pool: string, allowed: boolean) => void;
}

export function createMeetingHost(now: () => number): MeetingHost {
  const { listen, emit } = createEmitter();
  let setting: Setting | undefined;
  return {
    read: () => setting,
    watch: listen,
    update(pool, MeetingUxEnableTelemetry) {
      if (setting?.pool === pool && setting.MeetingUxEnableTelemetry === MeetingUxEnableTelemetry)
        return;
      const since = new Date(now()).toISOString();
      setting = { MeetingUxEnableTelemetry, pool, since };
      emit();
    },
  };
}
