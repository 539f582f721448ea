import { surfaces, type ClientSurface, type Surface } from '../../../contract/datum.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import { createDays } from './days.ts';
import type { Outboxes, OwedCount, TakenOver } from '../ports/outbox.ts';
import type { Clock, Log } from '../ports/system.ts';

/** Where a count is kept in one step with what it counts, until the usage outbox has it. */
export interface Owing {
  /** Which file this is, however it is called. */
  readonly source: () => string;
  /** In the order in which they came to be. */
  readonly owed: () => readonly TakenOver[];
  /** Forgets those up to this place. */
  readonly forgetOwed: (through: number) => void;
}

/** @typeParam Name of the counters that a history keeps. */
export interface HistoryCounts<Name extends string> {
  /** What is to be kept with a message or call that counts; undefined if nothing may be counted, or the outbox can't be asked. */
  readonly owe: (name: Name) => OwedCount | undefined;
  /** Counts what the history has just kept, with what `owe` said, or in memory where that was nothing. Never throws. */
  readonly count: (history: Owing, name: Name, owed: OwedCount | undefined) => void;
  /** Counts what is owed, each once however often the process is killed meanwhile. Never throws. */
  readonly takeOver: (history: Owing) => void;
}

/**
 * Counts messages and calls by the history's own word, since two files can't be written in one step (docs/decisions/0077).
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
      // What may only wait a moment is counted once it is certain.
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
