import {
  categories,
  type Category,
  type DatumName,
  type Surface,
} from '../../../contract/catalogue.ts';
import {
  datumOf,
  recordShapes,
  type Fields,
  type RecordName,
  type RecordNameOf,
} from '../../../contract/records.ts';
import type { Outcome } from '../upload/batch.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import { createDays } from './days.ts';
import type { Encode } from '../records/entry.ts';
import { createPending } from '../records/pending.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { Clock, Log } from '../ports/system.ts';

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
  /** Forgets what is pending of a category on a surface. */
  drop(category: Category, surface: Surface): void;
  /** Holds what is on disk to its bounds, though nothing is added. */
  tidy(): void;
  onStored(listener: () => void): void;
}

const MOST_PENDING = 10_000;
const refused = Promise.resolve<Outcome>('refused');
const dropped = Promise.resolve<Outcome>('dropped');
const invalid = Promise.resolve<Outcome>('invalid');

/** Whether the catalogue lets this be counted. */
function isCountable(category: Category, name: string, amount: number, key: string): boolean {
  const datum = datumOf(category, name);
  if (!datum || !(amount >= 0)) return false;
  if (datum.type === 'measure') return key === '' && Number.isFinite(amount);
  if (!Number.isSafeInteger(amount)) return false;
  return datum.type === 'counts' ? !!datum.values?.includes(key) : datum.type === 'count' && !key;
}

/** Gathers records and counts in memory until the caller's turn is over, then stores them together. */
export function createCollector(ports: {
  consent: ConsentKeeper;
  outboxes: Outboxes;
  encode: Encode;
  clock: Clock;
  log: Log;
  /** Where what is lost is counted, as of now. */
  surface: () => Surface;
}): Collector {
  const { consent, outboxes, clock, log } = ports;
  const today = createDays(() => clock.now());

  const countDropped = (records: number) => {
    if (records > 0) void collector.count('usage', 'recordsDropped', ports.surface(), records);
  };
  const pending = createPending({ ...ports, onDropped: countDropped });

  const collector: Collector = {
    record(name: RecordName, surface, fields) {
      const { category } = recordShapes[name];
      if (!consent.allows(category, surface)) return refused;
      const { drafts, invalid: misfits, outcome } = pending.batch(category, surface);
      if (drafts.length >= MOST_PENDING) {
        countDropped(1);
        return dropped;
      }
      const draft = { name, surface, at: clock.now(), fields: { ...fields } };
      drafts.push(draft);
      pending.schedule();
      return outcome.promise.then((fate) => (misfits.has(draft) ? 'invalid' : fate));
    },
    count(category, name, surface, amount = 1, key = '') {
      if (!consent.allows(category, surface)) return refused;
      if (!isCountable(category, name, amount, key)) return invalid;
      const { counts, outcome } = pending.batch(category, surface);
      const day = today();
      const place = `${day} ${name} ${key}`;
      const earlier = counts.get(place)?.amount ?? 0;
      counts.set(place, { day, surface, name, key, amount: earlier + amount });
      pending.schedule();
      return outcome.promise;
    },
    flush: pending.flush,
    drop: pending.drop,
    onStored: pending.onStored,
    tidy() {
      for (const category of categories) {
        try {
          countDropped(outboxes[category].tidy());
        } catch (error) {
          log.warn(`collector: ${category} records could not be tidied: ${String(error)}`);
        }
      }
    },
  };

  return collector;
}
