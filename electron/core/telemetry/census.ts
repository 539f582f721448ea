import type { Surface } from '../../../contract/catalogue.ts';
import type { Fields } from '../../../contract/records.ts';
import type { Encode } from '../records/entry.ts';
import type { Outbox, Increment } from '../ports/outbox.ts';
import type { Log, SystemFacts } from '../ports/system.ts';

export interface Census {
  /** Makes today's snapshot, unless one was made today by this version. Throws where the disk refuses. */
  readonly snapshot: () => void;
}

const total = (counters: readonly Increment[], name: string): number =>
  counters.reduce((sum, counter) => (counter.name === name ? sum + counter.amount : sum), 0);

/** One snapshot a day, and one after each update. */
export function createCensus(ports: {
  outbox: Outbox;
  encode: Encode;
  log: Log;
  now: () => number;
  today: () => string;
  version: string;
  facts: SystemFacts;
  /** The account's pseudonym, as of now. */
  userId: () => string;
  deviceId: string;
  /** On which surface this process records, as of now. */
  surface: () => Surface;
}): Census {
  const { outbox, encode, log, facts } = ports;
  return {
    snapshot() {
      const mark = `${ports.today()} ${ports.version}`;
      outbox.roll((counters, lastMark) => {
        if (lastMark === mark) return undefined;
        const fields: Fields<'snapshot'> = {
          ...facts,
          userId: ports.userId(),
          deviceId: ports.deviceId,
          signInAttempts: total(counters, 'signInAttempts'),
          signInFailures: total(counters, 'signInFailures'),
        };
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
