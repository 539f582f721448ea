import type { Census } from '../telemetry/census.ts';
import type { Crashes } from '../crash/crashes.ts';
import type { Collector } from '../telemetry/collector.ts';
import type { Faults } from '../records/faults.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { Usage } from '../telemetry/usage.ts';

const INTERVAL_MS = 60_000;
const RUNS_AN_HOUR = 60;

export interface Schedule {
  /** Turns the counts into records, even if the day is not over. */
  readonly rollUp: () => void;
  readonly stop: () => void;
}

/**
 * Once a minute makes what is due for the day or the hour: the snapshot, the roll-up of usage (at start and when a
 * day ends), the count of repeated errors. What the disk refuses is due again in the next round.
 */
export function startSchedule(ports: {
  census: Census;
  usage: Usage;
  faults: Faults;
  crashes: Crashes;
  collector: Collector;
  clock: Clock;
  log: Log;
  today: () => string;
  wakeUploader: () => void;
}): Schedule {
  const { census, usage, faults, collector, clock, log, today } = ports;
  let runs = 0;
  let rolledUpOn = '';
  let cancel: () => void;

  const attempt = (run: () => void) => {
    try {
      run();
    } catch (error) {
      log.warn(`telemetry: the disk refused: ${String(error)}`);
    }
  };

  const rollUp = () => {
    usage.roll();
    rolledUpOn = today();
    collector.tidy();
  };

  const round = () => {
    collector.flush();
    attempt(census.snapshot);
    if (rolledUpOn !== today()) attempt(rollUp);
    ports.crashes.tidy();
    runs += 1;
    if (runs % RUNS_AN_HOUR === 0) faults.recordRepeats();
    ports.wakeUploader();
    cancel = clock.after(INTERVAL_MS, round);
  };

  round();
  return {
    rollUp: () => {
      collector.flush();
      attempt(rollUp);
      ports.wakeUploader();
    },
    stop: () => {
      cancel();
    },
  };
}
