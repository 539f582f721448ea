import { surfaces, type Surface } from '../../../contract/datum.ts';
import type { EngineFields } from '../../../contract/engineRecords.ts';
import { datumIn, type TelemetrySchema } from '../../../contract/schema.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { Encode } from '../records/entry.ts';
import type { Outbox, Increment } from '../ports/outbox.ts';
import type { Log } from '../ports/system.ts';

export interface Usage {
  /** Turns what was counted into records, one for each day and surface. Throws where the disk refuses. */
  roll(): void;
}

type Counted = Record<string, string | number | Record<string, number>>;

function fieldsOf(
  schema: TelemetrySchema,
  day: string,
  counters: readonly Increment[],
  organisation: string | undefined,
): EngineFields<'day'> {
  const fields: Counted = organisation ? { day, federationPartner: organisation } : { day };
  for (const { name, key, amount } of counters) {
    if (datumIn(schema, 'usage', name)?.type === 'counts') {
      const counts = fields[name];
      fields[name] = { ...(typeof counts === 'object' ? counts : {}), [key]: amount };
    } else {
      fields[name] = amount;
    }
  }
  return fields as EngineFields<'day'>;
}

/** Rolls the usage counters up by day. */
export function createUsage(ports: {
  schema: TelemetrySchema;
  consent: ConsentKeeper;
  outbox: Outbox;
  encode: Encode;
  log: Log;
  now: () => number;
  today: () => string;
  /** The registered name of the person's organisation, where it is known. */
  organisation: () => string | undefined;
}): Usage {
  const { schema, consent, outbox, encode, log, organisation } = ports;
  return {
    roll() {
      // Where nothing may be counted there is nothing to roll up, and not even an empty file.
      if (!surfaces.some((surface) => consent.allows('usage', surface))) return;
      // What may only wait a moment is not to be lost: it is rolled up once it is certain.
      const isHeld = (surface: Surface) =>
        !consent.allows('usage', surface) && !consent.refuses('usage', surface);
      if (surfaces.some(isHeld)) return;
      outbox.roll((counters) => {
        if (counters.length === 0) return undefined;
        const allowed = counters.filter(({ surface }) => consent.allows('usage', surface));
        const parts = Map.groupBy(allowed, ({ day, surface }) => `${day} ${surface}`);
        const entries = [...parts.values()].flatMap((part) => {
          const [first] = part;
          if (!first) return [];
          const partner = first.surface === 'desktop' ? organisation() : undefined;
          const fields = fieldsOf(schema, first.day, part, partner);
          const encoded = encode({ name: 'day', surface: first.surface, at: ports.now(), fields });
          if (encoded.ok) return [encoded.entry];
          log.warn(`usage: the counters of ${first.day} were not usable: ${encoded.problem}`);
          return [];
        });
        return { entries, mark: ports.today() };
      });
    },
  };
}
