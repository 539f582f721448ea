import type { ClientSurface } from '../../../contract/datum.ts';
import type { TelemetrySchema } from '../../../contract/schema.ts';
import { createCensus } from './census.ts';
import { createDays } from './days.ts';
import type { Encode } from '../records/entry.ts';
import { hashAccount } from '../records/identity.ts';
import type { Sha256 } from '../ports/crypto.ts';
import type { Identity } from '../ports/identity.ts';
import type { Clock, Log, SystemFacts } from '../ports/system.ts';
import { startSchedule, type Schedule } from '../upload/schedule.ts';
import { createUsage } from './usage.ts';
import type { PurgeTargets } from '../consent/purgeOnRefusal.ts';

/** Starts making each day's records. */
export function beginSchedule(
  ports: {
    readonly schema: TelemetrySchema;
    readonly clock: Clock;
    readonly log: Log;
    readonly sha256: Sha256;
    readonly identity: Pick<Identity, 'deviceId'>;
    readonly app: { readonly version: string };
    /** The current account in clear text. */
    readonly account: () => string;
    readonly organisation: () => string | undefined;
  },
  facts: SystemFacts,
  parts: Pick<PurgeTargets, 'outboxes' | 'consent' | 'faults' | 'crashes' | 'collector'> & {
    readonly encode: Encode;
    readonly wakeUploader: () => void;
    readonly surface: () => ClientSurface;
  },
): Schedule {
  const { schema, clock, log, sha256 } = ports;
  const { outboxes, encode, surface } = parts;
  const { organisation } = ports;
  const now = () => clock.now();
  const today = createDays(now);
  const userId = () => hashAccount(ports.account(), sha256);
  const { version } = ports.app;
  const { deviceId } = ports.identity;
  const making = { schema, encode, log, now, today };
  const snapshots = {
    ...making,
    outbox: outboxes.census,
    version,
    facts,
    userId,
    deviceId,
    surface,
  };
  const census = createCensus(snapshots);
  const usage = createUsage({
    ...making,
    outbox: outboxes.usage,
    consent: parts.consent,
    facts,
    organisation,
  });
  return startSchedule({ ...parts, census, usage, clock, log, today });
}
