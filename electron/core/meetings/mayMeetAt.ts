import type { Policy } from '../../../contract/consent.ts';
import { effective } from '../../../contract/effectivePolicy.ts';
import { filesAllow } from '../consent/policySettings.ts';
import { linkedPool, parsePoolUrl } from '../consent/serverAddress.ts';

/**
 * Whether policy allows meetings at this pool: at any, unless an administrator fixed one.
 * @param pool as links write it.
 */
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
