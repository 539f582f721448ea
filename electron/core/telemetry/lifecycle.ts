import type { SessionMark, SystemFacts } from '../ports.ts';
import type { Schedule } from '../upload/schedule.ts';
import type { ClientSurface } from '../../../contract/catalogue.ts';
import type { Telemetry } from './telemetry.ts';
import type { PurgeTargets } from '../consent/purgeOnRefusal.ts';

/** From the first record to the last. @param begin begins what each day owes. */
export function lifeOf(
  parts: Pick<PurgeTargets, 'collector' | 'crashes' | 'faults' | 'uploader'> & {
    readonly mark: SessionMark;
    readonly surface: () => ClientSurface;
  },
  begin: (facts: SystemFacts) => Schedule,
): Pick<Telemetry, 'start' | 'endMeeting' | 'save' | 'sendLast' | 'stop'> {
  const { collector, crashes, faults, uploader, mark, surface } = parts;
  let rounds: Schedule | undefined;
  let stopped = false;
  return {
    start(facts) {
      if (stopped) return;
      void collector.count('usage', 'sessions', surface());
      crashes.start();
      rounds = begin(facts);
    },
    endMeeting() {
      if (surface() === 'meetings') rounds?.rollUp();
    },
    save: () => {
      collector.flush();
    },
    async sendLast() {
      rounds?.stop();
      collector.flush();
      // Whoever ends the process now interrupts no session.
      mark.end();
      await uploader?.drain();
    },
    stop() {
      stopped = true;
      rounds?.stop();
      uploader?.stop();
      faults.recordRepeats();
      crashes.stop();
      collector.flush();
      mark.end();
    },
  };
}
