import { createEmitter } from '../../../contract/emitter.ts';
import { categories, surfaces, type Category, type Surface } from '../../../contract/datum.ts';
import { emptyBatch, storeBatch, type Batch } from '../upload/batch.ts';
import type { Encode } from './entry.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { Clock, Log } from '../ports/system.ts';

export interface Pending {
  readonly batch: (category: Category, surface: Surface) => Batch;
  /** Has pending data stored at the end of the caller's turn of the event loop. */
  readonly schedule: () => void;
  /** Stores pending data now; what the disk refuses stays pending and is tried again. */
  readonly flush: () => void;
  readonly purge: (category: Category, surface: Surface) => void;
  readonly onStored: (listener: () => void) => void;
}

const RETRY_DELAY_MS = 1000;

const emptyBatches = (): Record<Surface, Batch> => ({
  desktop: emptyBatch(),
  meetings: emptyBatch(),
  launcher: emptyBatch(),
});

/** What was recorded and is not on disk yet. */
export function createPending(ports: {
  outboxes: Outboxes;
  encode: Encode;
  clock: Clock;
  log: Log;
  /** Told how many older records were dropped for newer ones. */
  onDropped: (records: number) => void;
}): Pending {
  const { outboxes, encode, clock, log } = ports;
  const batches = { census: emptyBatches(), usage: emptyBatches(), error: emptyBatches() };
  const stored = createEmitter();
  let scheduled = false;
  let retrying = false;

  const store = (category: Category, surface: Surface): 'nothing' | 'stored' | 'failed' => {
    const batch = batches[category][surface];
    if (batch.drafts.length + batch.counts.size === 0) return 'nothing';
    try {
      const dropped = storeBatch(outboxes[category], batch, encode, log);
      batches[category][surface] = emptyBatch();
      ports.onDropped(dropped);
      return 'stored';
    } catch (error) {
      log.warn(`collector: ${category} records wait in memory: ${String(error)}`);
      return 'failed';
    }
  };

  const flush = () => {
    scheduled = false;
    const fates = categories.flatMap((category) =>
      surfaces.map((surface) => store(category, surface)),
    );
    if (fates.includes('failed')) retryLater();
    if (fates.includes('stored')) stored.emit();
  };

  /** One retry at a time, however much is recorded meanwhile. */
  const retryLater = () => {
    if (retrying) return;
    retrying = true;
    clock.after(RETRY_DELAY_MS, () => {
      retrying = false;
      schedule();
    });
  };

  const schedule = () => {
    if (scheduled || retrying) return;
    scheduled = true;
    clock.soon(flush);
  };

  return {
    batch: (category, surface) => batches[category][surface],
    schedule,
    flush,
    purge(category, surface) {
      batches[category][surface].outcome.resolve('refused');
      batches[category][surface] = emptyBatch();
    },
    onStored: stored.listen,
  };
}
