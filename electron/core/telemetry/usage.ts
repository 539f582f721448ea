import { surfaces, type Surface } from '../../../contract/datum.ts';
import type { EngineFields } from '../../../contract/engineRecords.ts';
import { datumIn, type TelemetrySchema } from '../../../contract/schema.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { Encode } from '../records/entry.ts';
import type { Outbox, Increment } from '../ports/outbox.ts';
import type { Log, SystemFacts } from '../ports/system.ts';

export interface Usage {
  /** Turns the counts into records, one for each day and surface. Throws if the disk refuses. */
  roll(): void;
}

type Counted = Record<string, string | number | Record<string, number>>;

/** More days than a record can wait, so that setting a clock back and forth marks no day twice. */
const DAYS_REMEMBERED = 40;

/** Which days already have their first record, as the outbox keeps it. */
function createMarked(mark: string | undefined) {
  const days = new Set(mark === undefined ? [] : mark.split(' '));
  return {
    /** @returns whether this is the day's first record, and marks the day. */
    isFirst: (day: string): boolean => {
      if (days.has(day)) return false;
      days.add(day);
      return true;
    },
    toMark: (): string => [...days].slice(-DAYS_REMEMBERED).join(' '),
  };
}

function fieldsOf(
  schema: TelemetrySchema,
  known: Counted & Pick<EngineFields<'day'>, 'day'>,
  counters: readonly Increment[],
): EngineFields<'day'> {
  const fields: Counted = { ...known };
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
  facts: Pick<SystemFacts, 'osName'>;
  /** The registered name of the person's organisation, if it is known. */
  organisation: () => string | undefined;
}): Usage {
  const { schema, consent, outbox, encode, log, organisation } = ports;
  const { osName } = ports.facts;
  return {
    roll() {
      // If nothing may be counted there is nothing to roll up, and not even an empty file.
      if (!surfaces.some((surface) => consent.allows('usage', surface))) return;
      // What is only held for a moment is not lost: it is rolled up once that is settled.
      const isHeld = (surface: Surface) =>
        !consent.allows('usage', surface) && !consent.refuses('usage', surface);
      if (surfaces.some(isHeld)) return;
      outbox.roll((counters, mark) => {
        if (counters.length === 0) return undefined;
        const allowed = counters.filter(({ surface }) => consent.allows('usage', surface));
        const parts = Map.groupBy(allowed, ({ day, surface }) => `${day} ${surface}`);
        const marked = createMarked(mark);
        const entries = [...parts.values()].flatMap((part) => {
          const [first] = part;
          if (!first) return [];
          const { day, surface } = first;
          const partner = surface === 'desktop' ? organisation() : undefined;
          const known = {
            day,
            ...(marked.isFirst(day) && { firstOfDay: 1 }),
            osName,
            ...(partner && { federationPartner: partner }),
          };
          const fields = fieldsOf(schema, known, part);
          const encoded = encode({ name: 'day', surface, at: ports.now(), fields });
          if (encoded.ok) return [encoded.entry];
          log.warn(`usage: the counters of ${day} were not usable: ${encoded.problem}`);
          return [];
        });
        return { entries, mark: marked.toMark() };
      });
    },
  };
}
