import type { Category } from '../../../contract/datum.ts';
import type { Increment, Outbox, Outboxes } from '../ports/outbox.ts';
import type { Log } from '../ports/system.ts';
import type { ConsentKeeper } from './consentKeeper.ts';

function guarded(
  category: Category,
  outbox: Outbox,
  consent: Pick<ConsentKeeper, 'refuses'>,
  log: Log,
): Outbox {
  const keepAllowed = <T extends Pick<Increment, 'surface'>>(items: readonly T[]): readonly T[] => {
    const kept = items.filter(({ surface }) => !consent.refuses(category, surface));
    if (kept.length < items.length)
      log.warn(`outbox: ${items.length - kept.length} refused ${category} data were not stored`);
    return kept;
  };
  return {
    ...outbox,
    append: (entries, increments) => {
      const [records, counts] = [keepAllowed(entries), keepAllowed(increments)];
      // If there is nothing to store, no file is created either.
      return records.length + counts.length > 0 ? outbox.append(records, counts) : 0;
    },
    takeOver: (source, counts) => {
      const allowed = keepAllowed(counts);
      if (allowed.length > 0) outbox.takeOver(source, allowed);
    },
    roll: (turn) => {
      outbox.roll((counters, mark) => {
        const rolled = turn(counters, mark);
        return rolled && { ...rolled, entries: keepAllowed(rolled.entries) };
      });
    },
  };
}

/**
 * The same outboxes, which ask consent themselves before anything is stored, whoever passes it. What a policy only
 * holds for a moment is stored: it may leave once that is settled.
 */
export function guardOutboxes(
  { census, usage, error }: Outboxes,
  consent: Pick<ConsentKeeper, 'refuses'>,
  log: Log,
): Outboxes {
  return {
    census: guarded('census', census, consent, log),
    usage: guarded('usage', usage, consent, log),
    error: guarded('error', error, consent, log),
  };
}
