import type { ClientSurface, Datum } from '../../../contract/datum.ts';
import type { DatumNameIn, TelemetrySchema } from '../../../contract/schema.ts';
import type { Collector } from './collector.ts';

type Counted = 'census' | 'usage';

/** The names of a category's data of these types. */
type NameOf<S extends TelemetrySchema, C extends Counted, T extends Datum['type']> = {
  [N in DatumNameIn<S, C>]: S['catalogue'][C][N] extends { type: T } ? N : never;
}[DatumNameIn<S, C>];

type KeyOf<
  S extends TelemetrySchema,
  N extends NameOf<S, 'usage', 'counts'>,
> = S['catalogue']['usage'][N] extends { values: readonly (infer K extends string)[] } ? K : never;

/** Adds to the catalogue's counters, each only if that is allowed now. */
export interface Counting<S extends TelemetrySchema> {
  /** @param amount a whole number, or any from 0 for a measure; 1 by default. */
  readonly count: <C extends Counted>(
    category: C,
    name: NameOf<S, C, 'count' | 'measure'>,
    amount?: number,
  ) => void;
  /** Counts one of the keys that a datum of type `counts` lists. */
  readonly countKey: <N extends NameOf<S, 'usage', 'counts'>>(name: N, key: KeyOf<S, N>) => void;
}

/** @param surface the one on which to count now. */
export const countingOn = <S extends TelemetrySchema>(
  collector: Pick<Collector<S>, 'count'>,
  surface: () => ClientSurface,
): Counting<S> => ({
  count: (category, name, amount) => void collector.count(category, name, surface(), amount),
  countKey: (name, key) => void collector.count('usage', name, surface(), 1, key),
});
