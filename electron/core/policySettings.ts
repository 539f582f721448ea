import type { Policy } from '../../contract/consent.ts';
import type {
  PolicyKey,
  PolicyReading,
  PolicySourceName,
  PolicyValues,
} from '../../contract/policy.ts';

/** Who may fix where Candor talks to: the first of these that says something. */
const precedence: readonly PolicySourceName[] = ['machine', 'user', 'organisation', 'policy-file'];

type AddressKey = 'TelemetryUrl' | 'PoolUrl';

/** The addresses of one cloud, as `assets/clouds.json` has them. */
export interface Cloud {
  readonly telemetry: string;
  readonly pool: string;
}
export type Clouds = Readonly<Record<NonNullable<PolicyValues['Cloud']>, Cloud>>;

/** What holds of a policy that one source decides, and who decided. */
export function firstWord<K extends PolicyKey>(
  { readings }: Policy,
  key: K,
): { readonly value: NonNullable<PolicyValues[K]>; readonly reading: PolicyReading } | undefined {
  for (const source of precedence)
    for (const reading of readings) {
      if (reading.source !== source || reading.state !== 'read') continue;
      const value: PolicyValues[K] = reading.values[key];
      if (value !== undefined) return { value, reading };
    }
  return undefined;
}

/**
 * Where Candor may talk to, and nowhere else: what policy fixes, else what the environment names, else the
 * cloud that policy names. Where a policy names an address that is none, Candor talks to nobody: it can't
 * know whom the administrator meant.
 */
export function addressFor(
  key: AddressKey,
  policy: Policy,
  environment: string | undefined,
  clouds: Clouds,
): string | undefined {
  const isMistaken = policy.readings.some(
    (reading) => reading.state === 'unreadable' && (reading.key === key || reading.key === 'Cloud'),
  );
  if (isMistaken) return undefined;
  const cloud = firstWord(policy, 'Cloud')?.value;
  const part = key === 'TelemetryUrl' ? 'telemetry' : 'pool';
  return firstWord(policy, key)?.value ?? environment ?? (cloud && clouds[cloud][part]);
}

/** For how many days at most a record stays on the device; nothing where no policy says so. The shortest holds. */
export function retentionDays({ readings }: Policy): number | undefined {
  const said = readings.flatMap((reading) =>
    reading.state === 'read' && reading.values.RetentionDays !== undefined
      ? [reading.values.RetentionDays]
      : [],
  );
  return said.length === 0 ? undefined : Math.min(...said);
}
