import clouds from '../../assets/clouds.json' with { type: 'json' };
import type { Policy } from '../../contract/consent.ts';
import { parsePoolUrl, parseServiceUrl, type PoolAddress } from '../core/consent/serverAddress.ts';
import { addressFor, namedBefore } from '../core/consent/policySettings.ts';

/** The telemetry service's address by policy, environment and cloud; undefined if none of them names one. */
export function telemetryAddress(policy: Policy, environment: URL | undefined): URL | undefined {
  const text = addressFor('TelemetryUrl', policy, environment?.href, clouds);
  const url = text === undefined ? undefined : parseServiceUrl(text);
  return url?.ok ? url.value : undefined;
}

/**
 * The pool's address, in the same way.
 * @param own what the person set, used if nobody else names one.
 */
export function poolAddress(
  policy: Policy,
  environment: PoolAddress | undefined,
  own: string | undefined,
): PoolAddress | undefined {
  const text = addressFor('PoolUrl', policy, environment?.http.href, clouds, own);
  const url = text === undefined ? undefined : parsePoolUrl(text);
  return url?.ok ? url.value : undefined;
}

/** Who names the pool with precedence over the person; undefined if nobody does. */
export const poolNamedBefore = (policy: Policy, environment: PoolAddress | undefined) =>
  namedBefore('PoolUrl', policy, environment?.http.href, clouds);
