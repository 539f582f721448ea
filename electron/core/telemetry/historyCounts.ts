import { surfaces, type ClientSurface, type Surface } from '../../../contract/datum.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import { createDays } from './days.ts';
import type { Outboxes, OwedCount, TakenOver } from '../ports/outbox.ts';
import type { Clock, Log } from '../ports/system.ts';

/** Keeps a count in one step with what it counts, until the usage outbox has taken it over. */
export interface Owing {
  /** Identifies this file, even if it is renamed. */
  readonly source: () => string;
  /** In the order in which they were made. */
  readonly owed: () => readonly TakenOver[];
  /** Forgets those up to this place. */
  readonly forgetOwed: (through: number) => void;
}

/** @typeParam Name of the counters that a history keeps. */
export interface HistoryCounts<Name extends string> {
  /** The count to keep with a message or call; undefined if nothing may be counted, or the outbox can't be read. */
  readonly owe: (name: Name) => OwedCount | undefined;
  /**
   * Counts what the history has just kept, with the result of `owe`, or in memory if that was undefined. Never
   * throws.
   */
  readonly count: (history: Owing, name: Name, owed: OwedCount | undefined) => void;
  /** Counts everything owed, each once even if the process is killed meanwhile. Never throws. */
  readonly takeOver: (history: Owing) => void;
}

/**
 * Counts messages and calls from the history's own records, since two files can't be written in one step
 * (docs/decisions/0077).
 */
export function createHistoryCounts<Name extends string>(ports: {
  consent: ConsentKeeper;
  outboxes: Outboxes;
  clock: Clock;
  log: Log;
  surface: () => ClientSurface;
  /** Counts in memory. */
  collect: (name: Name, surface: ClientSurface) => void;
}): HistoryCounts<Name> {
  const { consent, clock, log, surface, collect } = ports;
  const { usage: outbox } = ports.outboxes;
  const today = createDays(() => clock.now());
  const isHeld = (at: Surface) => !consent.allows('usage', at) && !consent.refuses('usage', at);
  const takeOver = (history: Owing): void => {
    try {
      const owed = history.owed();
      const last = owed.at(-1);
      // What is only held for a moment is counted once that is settled.
      if (!last || surfaces.some(isHeld)) return;
      const allowed = owed.filter((count) => consent.allows('usage', count.surface));
      if (allowed.length > 0) outbox.takeOver(history.source(), allowed);
      history.forgetOwed(last.place);
    } catch (error) {
      log.warn(`usage: what happened is counted later: ${String(error)}`);
    }
  };
  return {
    owe(name) {
      if (!consent.allows('usage', surface())) return undefined;
      try {
        return { name, surface: surface(), day: today(), epoch: outbox.epoch(surface()) };
      } catch (error) {
        log.warn(`usage: what happened is counted in memory: ${String(error)}`);
        return undefined;
      }
    },
    count(history, name, owed) {
      if (owed) takeOver(history);
      else collect(name, surface());
    },
    takeOver,
  };
}
