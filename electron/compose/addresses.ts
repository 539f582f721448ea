import clouds from '../../assets/clouds.json' with { type: 'json' };
import type { Policy } from '../../contract/consent.ts';
import { effective } from '../../contract/effectivePolicy.ts';
import { withoutTrailingSlashes } from '../../contract/trailingSlashes.ts';
import { parsePoolUrl, parseServiceUrl, type PoolAddress } from '../commands/commandLine.ts';
import { addressFor, filesAllow } from '../core/consent/policySettings.ts';

/** The telemetry service's address by policy, environment and cloud; nothing where none of them names one. */
export function telemetryAddress(policy: Policy, environment: URL | undefined): URL | undefined {
  const text = addressFor('TelemetryUrl', policy, environment?.href, clouds);
  const url = text === undefined ? undefined : parseServiceUrl(text);
  return url?.ok ? url.value : undefined;
}

/** The pool's address, in the same way. */
export function poolAddress(
  policy: Policy,
  environment: PoolAddress | undefined,
): PoolAddress | undefined {
  const text = addressFor('PoolUrl', policy, environment?.http.href, clouds);
  const url = text === undefined ? undefined : parsePoolUrl(text);
  return url?.ok ? url.value : undefined;
}

/** A pool's address as links write it: without a slash at its end. */
export const linkedPool = ({ http }: PoolAddress): string => withoutTrailingSlashes(http.href);

/** Whether policy lets Candor meet at this pool: at any, unless an administrator fixed one. @param pool as links write it. */
export function mayMeetAt(pool: string, policy: Policy): boolean {
  const isMistaken = policy.readings.some(
    (reading) => reading.state === 'unreadable' && reading.key === 'PoolUrl',
  );
  const fixed = effective(policy, 'PoolUrl')?.value;
  if (isMistaken || !filesAllow(policy, 'PoolUrl', pool)) return false;
  if (fixed === undefined) return true;
  const address = parsePoolUrl(fixed);
  return address.ok && linkedPool(address.value) === pool;
}
