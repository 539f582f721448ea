import type { Surface } from '../../../contract/datum.ts';
import type { EngineFields } from '../../../contract/engineRecords.ts';
import { datumIn, shapeIn, type TelemetrySchema } from '../../../contract/schema.ts';
import type { Encode } from '../records/entry.ts';
import type { Outbox, Increment } from '../ports/outbox.ts';
import type { Log, SystemFacts } from '../ports/system.ts';

export interface Census {
  /** Makes today's snapshot, unless this version made one today. Throws if the disk refuses. */
  readonly snapshot: () => void;
}

const total = (counters: readonly Increment[], name: string): number =>
  counters.reduce((sum, counter) => (counter.name === name ? sum + counter.amount : sum), 0);

/** What the product has counted for the census since the last snapshot. */
function countedIn(
  schema: TelemetrySchema,
  counters: readonly Increment[],
): Readonly<Record<string, number>> {
  const { required = [], optional = [] } = shapeIn(schema, 'snapshot') ?? {};
  const counts = [...required, ...optional].filter(
    (name) => datumIn(schema, 'census', name)?.type === 'count',
  );
  return Object.fromEntries(counts.map((name) => [name, total(counters, name)]));
}

/** One snapshot a day, and one after each update. */
export function createCensus(ports: {
  schema: TelemetrySchema;
  outbox: Outbox;
  encode: Encode;
  log: Log;
  now: () => number;
  today: () => string;
  version: string;
  facts: SystemFacts;
  /** The account's current pseudonym. */
  userId: () => string;
  deviceId: string;
  /** The surface on which this process currently records. */
  surface: () => Surface;
}): Census {
  const { schema, outbox, encode, log, facts } = ports;
  return {
    snapshot() {
      const mark = `${ports.today()} ${ports.version}`;
      outbox.roll((counters, lastMark) => {
        if (lastMark === mark) return undefined;
        const own: EngineFields<'snapshot'> = {
          ...facts,
          userId: ports.userId(),
          deviceId: ports.deviceId,
        };
        const fields = { ...own, ...countedIn(schema, counters) };
        const encoded = encode({
          name: 'snapshot',
          surface: ports.surface(),
          at: ports.now(),
          fields,
        });
        if (encoded.ok) return { entries: [encoded.entry], mark };
        log.warn(`census: no snapshot was made: ${encoded.problem}`);
        return undefined;
      });
    },
  };
}
