import type { ClientSurface } from '../../contract/catalogue.ts';
import { createCensus } from './census.ts';
import { createDays } from './days.ts';
import type { Encode } from './entry.ts';
import { hashAccount } from './identity.ts';
import type { SystemFacts } from './ports.ts';
import { startRounds, type Rounds } from './rounds.ts';
import type { TelemetryPorts } from './telemetry.ts';
import { createUsage } from './usage.ts';
import type { Holders } from './withdrawal.ts';

/** Makes what each day owes, from now on. */
export function beginRounds(
  ports: Pick<
    TelemetryPorts,
    'clock' | 'log' | 'sha256' | 'account' | 'app' | 'identity' | 'organisation'
  >,
  facts: SystemFacts,
  parts: Pick<Holders, 'drawers' | 'consent' | 'faults' | 'crashes' | 'collector'> & {
    readonly encode: Encode;
    readonly wakeUploader: () => void;
    readonly surface: () => ClientSurface;
  },
): Rounds {
  const { clock, log, sha256 } = ports;
  const { drawers, encode, surface } = parts;
  const { organisation } = ports;
  const now = () => clock.now();
  const today = createDays(now);
  const userId = () => hashAccount(ports.account(), sha256);
  const { version } = ports.app;
  const { deviceId } = ports.identity;
  const making = { encode, log, now, today };
  const snapshots = {
    ...making,
    drawer: drawers.census,
    version,
    facts,
    userId,
    deviceId,
    surface,
  };
  const census = createCensus(snapshots);
  const usage = createUsage({
    ...making,
    drawer: drawers.usage,
    consent: parts.consent,
    organisation,
  });
  return startRounds({ ...parts, census, usage, clock, log, today });
}
