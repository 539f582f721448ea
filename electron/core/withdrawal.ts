import { categories, surfaces, type Category } from '../../contract/catalogue.ts';
import { attemptAll } from './attemptAll.ts';
import type { Collector } from './collector.ts';
import type { ConsentKeeper } from './consentKeeper.ts';
import type { ConversationReports } from './conversationReports.ts';
import type { CrashReporting } from './crash/crashReporting.ts';
import type { Faults } from './faults.ts';
import type { Drawers, Log } from './ports.ts';
import type { Uploader } from './uploader.ts';

/** Deletes what is refused: now, since a refusal may be older than this session, and whenever one comes. */
export function withdrawWhenRefused(parts: {
  consent: ConsentKeeper;
  collector: Collector;
  faults: Faults;
  crashes: CrashReporting;
  reports: ConversationReports;
  uploader: Uploader | undefined;
  drawers: Drawers;
  log: Log;
}): void {
  const { consent, drawers, log } = parts;
  const isRefused = (category: Category) =>
    !surfaces.some((surface) => consent.allows(category, surface));

  for (const category of categories.filter(isRefused)) {
    try {
      attemptAll([
        () => {
          drawers[category].purge();
        },
        ...(category === 'error' ? [parts.crashes.forget] : []),
      ]);
    } catch (error) {
      log.warn(`telemetry: refused ${category} records could not be deleted: ${String(error)}`);
    }
  }
  consent.onWithdrawal((category, refused) => {
    for (const surface of refused) parts.collector.drop(category, surface);
    if (category === 'error') {
      parts.faults.forget();
      parts.reports.forget();
    }
    parts.uploader?.abort(category);
    // Dumps are the desktop's alone.
    const dumpsToo = category === 'error' && refused.includes('desktop');
    attemptAll([
      () => {
        if (isRefused(category)) drawers[category].purge();
        else for (const surface of refused) drawers[category].discardSurface(surface);
      },
      ...(dumpsToo ? [parts.crashes.forget] : []),
    ]);
  });
}
