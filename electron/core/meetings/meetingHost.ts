import { createEmitter } from '../../../contract/emitter.ts';
import type { Policy } from '../../../contract/consent.ts';

type Setting = NonNullable<Policy['meetings']>;

/** What the pool that hosts the meeting has decided of usage and errors, as it was last heard. */
export interface MeetingHost {
  /** Nothing before the pool has said anything, which is a refusal. */
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
