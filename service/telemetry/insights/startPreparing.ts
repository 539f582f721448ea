import { codeOf, type Log } from '../../shared/outcome.ts';
import type { Insights } from './insights.ts';

/** How often the log reports progress. */
const TELL_EVERY_ROWS = 100_000;
const AGAIN_AFTER_MS = 60_000;

/**
 * Gives an older database's records their typed rows, and rolls up what changed, letting requests run between two
 * slices. It repeats every minute, so that few days are left to roll up when somebody asks.
 * @returns a function that stops it; nothing touches the database afterwards.
 */
export function startPreparing({
  insights: { migration, rollups },
  log,
}: {
  readonly insights: Pick<Insights, 'migration' | 'rollups'>;
  readonly log: Log;
}): () => void {
  let next: NodeJS.Immediate | undefined;
  let again: NodeJS.Timeout | undefined;
  let rows = 0;
  let told = 0;
  let isMended = false;

  function migrate(): void {
    rows += migration.migrateSome();
    if (rows - told < TELL_EVERY_ROWS && !(migration.isDone() && rows > 0)) return;
    told = rows;
    log((t) => t('serviceCommand.insightsPrepared', { rows: String(rows) }));
  }

  /** Once per start: while the service runs, nothing else writes to the database. */
  function mend(): void {
    isMended = true;
    const { remade, lost } = rollups.mend();
    if (remade.length > 0)
      log((t) => t('serviceCommand.insightsMended', { days: remade.join(', ') }));
    if (lost.length > 0) log((t) => t('serviceCommand.insightsLost', { days: lost.join(', ') }));
  }

  /** @returns whether there may be more to do. */
  function prepareSome(): boolean {
    if (migration.isDone()) {
      if (!isMended) mend();
      return rollups.rollUpOne() !== undefined;
    }
    migrate();
    return true;
  }

  function prepare(): void {
    next = undefined;
    try {
      if (prepareSome()) {
        next = setImmediate(prepare);
        return;
      }
    } catch (error) {
      log((t) => t('serviceCommand.insightsWait', { code: codeOf(error) }));
    }
    again = setTimeout(prepare, AGAIN_AFTER_MS).unref();
  }

  prepare();
  return () => {
    clearImmediate(next);
    clearTimeout(again);
  };
}
