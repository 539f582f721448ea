import type { Clock } from '../ingest/intake.ts';
import type { CrashStore } from '../crashes/crashStore.ts';
import { codeOf, type Log } from '../../shared/outcome.ts';
import type { RecordQuotas } from './recordQuotas.ts';
import type { Retention } from './retention.ts';

/** So that expired records are deleted within the hour. */
const TIDY_EVERY_MS = 3_600_000;

export interface Tidying {
  /** Begins to delete what has expired, without waiting for the hour. */
  readonly tidy: () => void;
  /** Nothing touches the database after that. */
  readonly end: () => void;
}

/**
 * Deletes expired records and dumps, at the start and every hour, letting requests have their turn after every few
 * rows.
 */
export function startTidying({
  retention,
  crashes,
  recordQuotas,
  clock,
  log,
}: {
  readonly retention: Retention;
  readonly crashes: CrashStore;
  readonly recordQuotas: Pick<RecordQuotas, 'deleted'>;
  readonly clock: Clock;
  readonly log: Log;
}): Tidying {
  let next: NodeJS.Immediate | undefined;
  const tidyDumps = (): void => {
    try {
      crashes.tidy(clock());
    } catch (error) {
      log((t) => t('serviceCommand.dumpsStay', { code: codeOf(error) }));
    }
  };
  const deleteSome = (): void => {
    next = undefined;
    try {
      const mayBeMore = retention.deleteSome(clock());
      recordQuotas.deleted();
      if (mayBeMore) next = setImmediate(deleteSome);
    } catch (error) {
      log((t) => t('serviceCommand.dueStays', { code: codeOf(error) }));
    }
    // Last, since a dump goes with its record.
    if (!next) tidyDumps();
  };
  const tidy = (): void => {
    if (!next) deleteSome();
  };
  tidy();
  const tidying = setInterval(tidy, TIDY_EVERY_MS).unref();
  return {
    tidy,
    end: () => {
      clearInterval(tidying);
      clearImmediate(next);
    },
  };
}
