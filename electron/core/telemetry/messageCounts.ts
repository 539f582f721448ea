import { surfaces, type ClientSurface, type Surface } from '../../../contract/catalogue.ts';
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

export interface MessageCounts {
  /** What is to be kept with a message that counts; undefined if nothing may be counted, or the outbox can't be asked. */
  readonly owe: (name: OwedCount['name']) => OwedCount | undefined;
  /** Counts what is owed, each once however often the process is killed meanwhile. Never throws. */
  readonly takeOver: (history: Owing) => void;
}

/**
 * Counts messages by the history's own word, since two files can't be written in one step (docs/decisions/0077).
 */
export function createMessageCounts(ports: {
  consent: ConsentKeeper;
  outboxes: Outboxes;
  clock: Clock;
  log: Log;
  surface: () => ClientSurface;
}): MessageCounts {
  const { consent, clock, log, surface } = ports;
  const { usage: outbox } = ports.outboxes;
  const today = createDays(() => clock.now());
  const isHeld = (at: Surface) => !consent.allows('usage', at) && !consent.refuses('usage', at);
  return {
    owe(name) {
      if (!consent.allows('usage', surface())) return undefined;
      try {
        return { name, surface: surface(), day: today(), epoch: outbox.epoch(surface()) };
      } catch (error) {
        log.warn(`usage: a message is counted in memory: ${String(error)}`);
        return undefined;
      }
    },
    takeOver(history) {
      try {
        const owed = history.owed();
        const last = owed.at(-1);
        // What may only wait a moment is counted once it is certain.
        if (!last || surfaces.some(isHeld)) return;
        const allowed = owed.filter((count) => consent.allows('usage', count.surface));
        if (allowed.length > 0) outbox.takeOver(history.source(), allowed);
        history.forgetOwed(last.place);
      } catch (error) {
        log.warn(`usage: messages are counted later: ${String(error)}`);
      }
    },
  };
}
