import type { SessionMark } from '../ports/session.ts';
import type { SystemFacts } from '../ports/system.ts';
import type { Schedule } from '../upload/schedule.ts';
import type { PurgeTargets } from '../consent/purgeOnRefusal.ts';
import type { SurfaceKeeper } from './surfaceKeeper.ts';

/** From a session's first record to its last. */
export interface Lifecycle {
  /** Counts this session, and begins to send. */
  readonly start: (facts: SystemFacts) => void;
  /** A meeting is over: a guest's counts leave now, since the pool's permission ends with this process. */
  readonly endMeeting: () => void;
  /** Writes the counts to disk: the computer may sleep for long, or not wake again. */
  readonly save: () => void;
  /**
   * The last call: writes the counts to disk, and sends what may be sent at once. Resolves when nothing more can be.
   */
  readonly sendLast: () => Promise<void>;
  /** Writes everything pending to disk, and stops sending. */
  readonly stop: () => void;
}

/** @param begin starts making each day's records. */
export function lifeOf(
  parts: Pick<PurgeTargets, 'collector' | 'crashes' | 'faults' | 'uploader'> & {
    readonly mark: SessionMark;
    readonly where: SurfaceKeeper;
  },
  begin: (facts: SystemFacts) => Schedule,
): Lifecycle {
  const { collector, crashes, faults, uploader, mark, where } = parts;
  let rounds: Schedule | undefined;
  let stopped = false;
  return {
    start(facts) {
      if (stopped) return;
      void collector.count('usage', 'sessions', where.surface());
      crashes.start();
      rounds = begin(facts);
    },
    endMeeting() {
      if (where.meetingSurface() === 'meetings') rounds?.rollUp();
    },
    save: () => {
      collector.flush();
    },
    async sendLast() {
      rounds?.stop();
      collector.flush();
      // Ending the process from now on interrupts no session.
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
