import {
  categories,
  type Category,
  type DatumName,
  type Surface,
} from '../../contract/catalogue.ts';
import {
  recordShapes,
  type Fields,
  type RecordName,
  type RecordNameOf,
} from '../../contract/records.ts';
import { emptyBatch, storeBatch, type Batch, type Outcome } from './batch.ts';
import type { ConsentKeeper } from './consentKeeper.ts';
import { createDays } from './days.ts';
import type { Encode } from './entry.ts';
import type { Clock, Drawers, Log } from './ports.ts';

export interface Collector {
  /** Makes a record, if it is allowed now. Never throws; resolves once its fate is certain. */
  record<N extends RecordNameOf<'error'>>(
    name: N,
    surface: Surface,
    fields: Fields<N>,
  ): Promise<Outcome>;
  /** Adds to a counter, if that is allowed now. */
  count<C extends 'census' | 'usage'>(
    category: C,
    name: DatumName<C>,
    surface: Surface,
    amount?: number,
    key?: string,
  ): Promise<Outcome>;
  /** Writes what is pending to disk; what the disk refuses stays pending and is tried again. */
  flush(): void;
  /** Forgets what is pending of a category. */
  drop(category: Category): void;
  onStored(listener: () => void): void;
}

const MOST_PENDING = 10_000;
const RETRY_DELAY = 1000;
const refused = Promise.resolve<Outcome>('refused');
const dropped = Promise.resolve<Outcome>('dropped');

/** Gathers records and counts in memory until the caller's turn is over, then stores them together. */
export function createCollector(ports: {
  consent: ConsentKeeper;
  drawers: Drawers;
  encode: Encode;
  clock: Clock;
  log: Log;
}): Collector {
  const { consent, drawers, encode, clock, log } = ports;
  const today = createDays(() => clock.now());
  const pending = { census: emptyBatch(), usage: emptyBatch(), error: emptyBatch() };
  const storedListeners: (() => void)[] = [];
  let scheduled = false;

  const collector: Collector = {
    record(name: RecordName, surface, fields) {
      const { category } = recordShapes[name];
      if (!consent.allows(category, surface)) return refused;
      const { drafts, outcome } = pending[category];
      if (drafts.length >= MOST_PENDING) {
        countDropped(1);
        return dropped;
      }
      drafts.push({ name, surface, at: clock.now(), fields: { ...fields } });
      schedule();
      return outcome.promise;
    },
    count(category, name, surface, amount = 1, key = '') {
      if (!consent.allows(category, surface)) return refused;
      const { counts, outcome } = pending[category];
      const day = today();
      const place = `${day} ${surface} ${name} ${key}`;
      const earlier = counts.get(place)?.amount ?? 0;
      counts.set(place, { day, surface, name, key, amount: earlier + amount });
      schedule();
      return outcome.promise;
    },
    flush,
    drop(category) {
      pending[category].outcome.resolve('refused');
      pending[category] = emptyBatch();
    },
    onStored: (listener) => void storedListeners.push(listener),
  };

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    clock.soon(flush);
  }

  function countDropped(records: number) {
    if (records > 0) void collector.count('usage', 'recordsDropped', 'desktop', records);
  }

  function flush() {
    scheduled = false;
    const allStored = categories.map(storeCategory).every(Boolean);
    if (allStored) for (const listener of storedListeners) listener();
    else clock.after(RETRY_DELAY, schedule);
  }

  function storeCategory(category: Category): boolean {
    const batch: Batch = pending[category];
    if (batch.drafts.length + batch.counts.size === 0) return true;
    try {
      const droppedFromDisk = storeBatch(drawers[category], batch, encode, log);
      pending[category] = emptyBatch();
      countDropped(droppedFromDisk);
      return true;
    } catch (error) {
      log.warn(`collector: ${category} records wait in memory: ${String(error)}`);
      return false;
    }
  }

  return collector;
}
