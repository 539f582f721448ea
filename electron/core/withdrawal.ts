import { categories, surfaces, type Category, type Surface } from '../../contract/catalogue.ts';
import { attemptAll } from './attemptAll.ts';
import type { Collector } from './collector.ts';
import type { ConsentKeeper } from './consentKeeper.ts';
import type { ConversationReports } from './conversationReports.ts';
import type { CrashReporting } from './crash/crashReporting.ts';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { Drawers, Log } from './ports.ts';
import type { Uploader } from './uploader.ts';

export interface Holders {
  readonly consent: ConsentKeeper;
  readonly collector: Collector;
  readonly faults: Faults;
  readonly crashes: CrashReporting;
  readonly reports: ConversationReports;
  readonly uploader: Uploader | undefined;
  readonly drawers: Drawers;
  readonly ledger: Ledger;
  readonly log: Log;
}

/** Deletes a category's drawer; the ledger keeps how many error reports that were. */
function purge(category: Category, { drawers, ledger, log }: Holders): void {
  let counts = { waiting: 0, sent: 0, rejected: 0 };
  try {
    if (category === 'error') counts = { ...drawers.error.counts() };
  } catch (error) {
    log.warn(`telemetry: error reports could not be counted: ${String(error)}`);
  }
  drawers[category].purge();
  if (counts.waiting + counts.sent + counts.rejected > 0)
    ledger.note({ kind: 'errorsDeleted', ...counts });
}

/**
 * Deletes what a category holds of these surfaces, from memory and disk, and stops its upload.
 * @param whole whether it is refused on every surface, so that all of it goes.
 */
export function discard(
  category: Category,
  refused: readonly Surface[],
  whole: boolean,
  parts: Holders,
): void {
  for (const surface of refused) parts.collector.drop(category, surface);
  if (category === 'error') {
    parts.faults.forget();
    parts.reports.forget();
  }
  parts.uploader?.abort(category);
  attemptAll([
    () => {
      if (whole) purge(category, parts);
      else for (const surface of refused) parts.drawers[category].discardSurface(surface);
    },
    () => {
      if (category === 'error') parts.crashes.forget(refused);
    },
  ]);
}

/** Deletes what is refused: now, since a refusal may be older than this session, and whenever one comes. */
export function withdrawWhenRefused(parts: Holders): void {
  const { consent, log } = parts;
  const isRefused = (category: Category) =>
    surfaces.every((surface) => consent.refuses(category, surface));

  for (const category of categories.filter(isRefused)) {
    try {
      attemptAll([
        () => {
          purge(category, parts);
        },
        () => {
          if (category === 'error') parts.crashes.forget(surfaces);
        },
      ]);
    } catch (error) {
      log.warn(`telemetry: refused ${category} records could not be deleted: ${String(error)}`);
    }
  }
  consent.onHold((category) => parts.uploader?.abort(category));
  consent.onWithdrawal((category, refused) => {
    discard(category, refused, isRefused(category), parts);
  });
}
