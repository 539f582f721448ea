import { categories, surfaces, type Category, type Surface } from '../../../contract/datum.ts';
import { attemptAll } from '../../../contract/attemptAll.ts';
import type { TelemetrySchema } from '../../../contract/schema.ts';
import type { Collector } from '../telemetry/collector.ts';
import type { ConsentKeeper } from './consentKeeper.ts';
import type { CrashReporting } from '../crash/crashReporting.ts';
import type { Failures } from '../records/failures.ts';
import type { Faults } from '../records/faults.ts';
import type { Ledger } from '../audit/ledger.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { Log } from '../ports/system.ts';
import type { Uploader } from '../upload/uploader.ts';

export interface PurgeTargets {
  readonly consent: ConsentKeeper;
  readonly collector: Collector;
  readonly faults: Faults;
  readonly crashes: CrashReporting;
  readonly failures: Pick<Failures<TelemetrySchema>, 'purge'>;
  readonly uploader: Uploader | undefined;
  readonly outboxes: Outboxes;
  readonly ledger: Ledger;
  readonly log: Log;
}

/** Deletes a category's outbox; the ledger records how many error reports it contained. */
function purgeOutbox(category: Category, { outboxes, ledger, log }: PurgeTargets): void {
  let counts = { waiting: 0, sent: 0, rejected: 0 };
  try {
    if (category === 'error') counts = { ...outboxes.error.counts() };
  } catch (error) {
    log.warn(`telemetry: error reports could not be counted: ${String(error)}`);
  }
  outboxes[category].purge();
  if (counts.waiting + counts.sent + counts.rejected > 0)
    ledger.note({ kind: 'errorsDeleted', ...counts });
}

/**
 * Deletes what a category holds of these surfaces, from memory and disk, and aborts its upload.
 * @param whole whether it is refused on every surface, so that all of it is deleted.
 */
export function purgeCategory(
  category: Category,
  refused: readonly Surface[],
  whole: boolean,
  parts: PurgeTargets,
): void {
  for (const surface of refused) parts.collector.purge(category, surface);
  if (category === 'error') {
    parts.faults.purge();
    parts.failures.purge();
  }
  parts.uploader?.abort(category);
  attemptAll([
    () => {
      if (whole) purgeOutbox(category, parts);
      else for (const surface of refused) parts.outboxes[category].purgeSurface(surface);
    },
    () => {
      if (category === 'error') parts.crashes.purge(refused);
    },
  ]);
}

/** Deletes what is refused: now, since a refusal may be older than this session, and whenever one comes. */
export function purgeWhenRefused(parts: PurgeTargets): void {
  const { consent, log } = parts;
  const isRefused = (category: Category) =>
    surfaces.every((surface) => consent.refuses(category, surface));

  for (const category of categories.filter(isRefused)) {
    try {
      attemptAll([
        () => {
          purgeOutbox(category, parts);
        },
        () => {
          if (category === 'error') parts.crashes.purge(surfaces);
        },
      ]);
    } catch (error) {
      log.warn(`telemetry: refused ${category} records could not be deleted: ${String(error)}`);
    }
  }
  consent.onHold((category) => parts.uploader?.abort(category));
  consent.onWithdrawal((category, refused) => {
    purgeCategory(category, refused, isRefused(category), parts);
  });
}
