import type { Policy } from '../../../contract/consent.ts';
import { effective } from '../../../contract/effectivePolicy.ts';
import {
  policySources,
  valuesOf,
  type PolicyReading,
  type PolicySourceName,
  type PolicyValues,
} from '../../../contract/policy.ts';
import { withoutTrailingSlashes } from '../../../contract/trailingSlashes.ts';

type AddressKey = 'TelemetryUrl' | 'PoolUrl';

/** The addresses of one cloud, as `assets/clouds.json` has them. */
export interface Cloud {
  readonly telemetry: string;
  readonly pool: string;
}
export type Clouds = Readonly<Record<NonNullable<PolicyValues['Cloud']>, Cloud>>;

/** Set by administrators; if one of these can't be read, it is unknown where records are meant to go. */
const administered: readonly PolicySourceName[] = ['machine', 'user'];

/** Whether a source may contain another address than the one that holds without it. */
function hides(reading: PolicyReading, key: AddressKey, goesBefore: boolean): boolean {
  const isAdministered = key === 'TelemetryUrl' && administered.includes(reading.source);
  // A file being written may name another address than before.
  if (reading.state === 'unsettled') return isAdministered;
  if (reading.state !== 'unreadable') return false;
  if (reading.key === key) return true;
  return goesBefore && (reading.key === 'Cloud' || isAdministered);
}

/** Canonical: without a trailing slash, and a pool's WebSocket address as its HTTP one. */
const spelt = (address: string): string =>
  withoutTrailingSlashes(
    address.replace(/^\w+:\/\/[^/]*/, (host) => host.toLowerCase().replace(/^ws/, 'http')),
  );

/** The policy file that names another address, and so refuses this one (docs/decisions/0043). */
export const refusingFile = (
  { readings }: Policy,
  key: AddressKey,
  address: string,
): PolicyReading | undefined =>
  readings.find((reading) => {
    if (reading.source !== 'policy-file') return false;
    const named = valuesOf(reading)[key];
    return named !== undefined && spelt(named) !== spelt(address);
  });

/** Whether every policy file allows this address: none can redirect anything. */
export const filesAllow = (policy: Policy, key: AddressKey, address: string): boolean =>
  refusingFile(policy, key, address) === undefined;

/** Who names an address with precedence over the person, and whether it can be used. */
export type NamedBefore =
  | {
      readonly by: 'policy';
      readonly key: AddressKey | 'Cloud';
      readonly reading: PolicyReading;
      /** undefined if it can't be used. */
      readonly address: string | undefined;
    }
  | { readonly by: 'start'; readonly address: string };

/**
 * What policy fixes, else what the environment names, else the cloud that policy names; undefined if none says
 * anything. If a policy names an invalid address, Candor talks to nobody: it can't know which one the administrator
 * meant. Nor does a record go anywhere while an administrator's policy of higher precedence can't be read at all; the
 * pool is then still found by the others.
 */
export function namedBefore(
  key: AddressKey,
  policy: Policy,
  environment: string | undefined,
  clouds: Clouds,
): NamedBefore | undefined {
  const fixed = effective(policy, key);
  const before = fixed ? policySources.indexOf(fixed.reading.source) : policySources.length;
  const unknown = policy.readings.find((reading) =>
    hides(reading, key, policySources.indexOf(reading.source) < before),
  );
  if (unknown) return { by: 'policy', key, reading: unknown, address: undefined };
  const cloud = effective(policy, 'Cloud');
  const part = key === 'TelemetryUrl' ? 'telemetry' : 'pool';
  const address = fixed?.value ?? environment ?? (cloud && clouds[cloud.value][part]);
  if (address === undefined) return undefined;
  const refusing = refusingFile(policy, key, address);
  if (refusing) return { by: 'policy', key, reading: refusing, address: undefined };
  if (fixed) return { by: 'policy', key, reading: fixed.reading, address };
  if (environment !== undefined || !cloud) return { by: 'start', address };
  return { by: 'policy', key: 'Cloud', reading: cloud.reading, address };
}

/**
 * The only address that Candor may talk to: what is named with precedence over the person, else what the person set.
 * @param own the person's own setting, which exists for the pool only.
 */
export function addressFor(
  key: AddressKey,
  policy: Policy,
  environment: string | undefined,
  clouds: Clouds,
  own?: string,
): string | undefined {
  const named = namedBefore(key, policy, environment, clouds);
  if (named) return named.address;
  return own !== undefined && filesAllow(policy, key, own) ? own : undefined;
}

/** For how many days at most a record stays on the device; undefined if no policy says so. */
export const retentionDays = (policy: Policy): number | undefined =>
  effective(policy, 'RetentionDays')?.value;
