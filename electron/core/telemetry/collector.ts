import { categories, type Category, type Datum, type Surface } from '../../../contract/datum.ts';
import type { EngineSchema } from '../../../contract/engineRecords.ts';
import {
  datumIn,
  shapeIn,
  type DatumNameIn,
  type FieldsIn,
  type RecordNameIn,
  type TelemetrySchema,
} from '../../../contract/schema.ts';
import type { Outcome } from '../upload/batch.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import { createDays } from './days.ts';
import type { Encode } from '../records/entry.ts';
import { createPending } from '../records/pending.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { Clock, Log } from '../ports/system.ts';

/** Makes a schema's records and counts; by default those that the engine itself makes. */
export interface Collector<S extends TelemetrySchema = EngineSchema> {
  /** Makes a record, if that is allowed now. Never throws; resolves once the outcome is certain. */
  record<N extends RecordNameIn<S, 'error'>>(
    name: N,
    surface: Surface,
    fields: FieldsIn<S, N>,
  ): Promise<Outcome>;
  /** Adds to a counter, if that is allowed now. */
  count<C extends 'census' | 'usage'>(
    category: C,
    name: DatumNameIn<S, C>,
    surface: Surface,
    amount?: number,
    key?: string,
  ): Promise<Outcome>;
  /** Writes pending data to disk; what the disk refuses stays pending and is tried again. */
  flush(): void;
  /** Drops pending data of a category on a surface. */
  purge(category: Category, surface: Surface): void;
  /** Keeps what is on disk within its bounds, even if nothing is added. */
  tidy(): void;
  onStored(listener: () => void): void;
}

const MOST_PENDING = 10_000;
const refused = Promise.resolve<Outcome>('refused');
const dropped = Promise.resolve<Outcome>('dropped');
const invalid = Promise.resolve<Outcome>('invalid');

/** Whether a datum allows counting this. */
function isCountable(datum: Datum | undefined, amount: number, key: string): boolean {
  if (!datum || !(amount >= 0)) return false;
  if (datum.type === 'measure') return key === '' && Number.isFinite(amount);
  if (!Number.isSafeInteger(amount)) return false;
  return datum.type === 'counts' ? !!datum.values?.includes(key) : datum.type === 'count' && !key;
}

/**
 * Gathers records and counts in memory until the end of the caller's turn of the event loop, then stores them
 * together.
 */
export function createCollector<S extends TelemetrySchema>(ports: {
  schema: S;
  consent: ConsentKeeper;
  outboxes: Outboxes;
  encode: Encode;
  clock: Clock;
  log: Log;
  /** The surface on which losses are currently counted. */
  surface: () => Surface;
}): Collector<S> & Collector {
  const { schema, consent, outboxes, clock, log } = ports;
  const today = createDays(() => clock.now());

  const countDropped = (records: number) => {
    if (records > 0) void collector.count('usage', 'recordsDropped', ports.surface(), records);
  };
  const pending = createPending({ ...ports, onDropped: countDropped });

  const collector = {
    record(name: string, surface: Surface, fields: object): Promise<Outcome> {
      const category = shapeIn(schema, name)?.category;
      if (!category) return invalid;
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
    count(
      category: Category,
      name: string,
      surface: Surface,
      amount = 1,
      key = '',
    ): Promise<Outcome> {
      if (!consent.allows(category, surface)) return refused;
      if (!isCountable(datumIn(schema, category, name), amount, key)) return invalid;
      const { counts, outcome } = pending.batch(category, surface);
      const day = today();
      const place = `${day} ${name} ${key}`;
      const earlier = counts.get(place)?.amount ?? 0;
      counts.set(place, { day, surface, name, key, amount: earlier + amount });
      pending.schedule();
      return outcome.promise;
    },
    flush: pending.flush,
    purge: pending.purge,
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
