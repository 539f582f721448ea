import type { Surface } from '../../../contract/datum.ts';
import { engineCatalogue } from '../../../contract/engineCatalogue.ts';
import type { FieldsIn, RecordNameIn, TelemetrySchema } from '../../../contract/schema.ts';
import type { Clock, Condition } from '../ports/system.ts';
import type { Collector } from '../telemetry/collector.ts';

/** What every error record says of the person and the device, so that no caller needs to. */
type CommonField = 'userId' | keyof Condition;

export interface Failures<S extends TelemetrySchema> {
  /**
   * Makes an error record of what failed, unless too many of its kind came within the last hour.
   * @param on the surface on which it failed; the process's, if none is told.
   */
  readonly record: <N extends RecordNameIn<S, 'error'>>(
    name: N,
    fields: Omit<FieldsIn<S, N>, CommonField>,
    on?: Surface,
  ) => void;
  /** Begins to count anew how many there may be. */
  readonly forget: () => void;
}

/** A server that comes and goes must not make a flood: so many of a kind in an hour, and no more. */
const MOST_AN_HOUR = 20;
const HOUR_MS = 3_600_000;

/** Turns failures that the code expects into error records, a bounded number of each kind. */
export function createFailures<S extends TelemetrySchema>(ports: {
  collector: Pick<Collector<S>, 'record'>;
  clock: Clock;
  /** The account in clear text, as of now. */
  userId: () => string;
  condition: () => Condition;
  /** On which surface this process records, as of now. */
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
      // The compiler can't see that what was omitted from an unknown record's fields is put back here.
      const whole = { userId, ...ports.condition(), ...fields } as unknown as FieldsIn<S, N>;
      void collector.record(name, on, whole);
    },
    forget: () => {
      made.clear();
    },
  };
}
