import type { Surface } from '../../../contract/datum.ts';
import { engineCatalogue } from '../../../contract/engineCatalogue.ts';
import type { FieldsIn, RecordNameIn, TelemetrySchema } from '../../../contract/schema.ts';
import type { Clock, Condition } from '../ports/system.ts';
import type { Collector } from '../telemetry/collector.ts';

/** Every error record's fields about the person and the device, which callers need not pass. */
type CommonField = 'userId' | keyof Condition;

export interface Failures<S extends TelemetrySchema> {
  /**
   * Records what failed, unless there were too many of its kind within the last hour.
   * @param on the surface on which it failed; by default the process's.
   */
  readonly record: <N extends RecordNameIn<S, 'error'>>(
    name: N,
    fields: Omit<FieldsIn<S, N>, CommonField>,
    on?: Surface,
  ) => void;
  /** Resets the counts of recent failures. */
  readonly purge: () => void;
}

/** A server that comes and goes must not cause a flood: at most this many of a kind in an hour. */
const MOST_AN_HOUR = 20;
const HOUR_MS = 3_600_000;

/** Turns expected failures into error records, a bounded number of each kind. */
export function createFailures<S extends TelemetrySchema>(ports: {
  collector: Pick<Collector<S>, 'record'>;
  clock: Clock;
  /** The current account in clear text. */
  userId: () => string;
  condition: () => Condition;
  /** The surface on which this process currently records. */
  surface: () => Surface;
}): Failures<S> {
  const { collector, clock } = ports;
  const made = new Map<string, readonly number[]>();

  const isOneTooMany = (kind: string): boolean => {
    const now = clock.now();
    const recent = (made.get(kind) ?? []).filter((at) => at <= now && now - at < HOUR_MS);
    if (recent.length >= MOST_AN_HOUR) return true;
    made.set(kind, [...recent, now]);
    return false;
  };

  return {
    record<N extends RecordNameIn<S, 'error'>>(
      name: N,
      fields: Omit<FieldsIn<S, N>, CommonField>,
      on = ports.surface(),
    ) {
      if (isOneTooMany(`${on} ${name}`)) return;
      const userId = ports.userId().slice(0, engineCatalogue.error.userId.maxLength);
      // The compiler can't see that the fields omitted from an unknown record are put back here.
      const whole = { userId, ...ports.condition(), ...fields } as unknown as FieldsIn<S, N>;
      void collector.record(name, on, whole);
    },
    purge: () => {
      made.clear();
    },
  };
}
