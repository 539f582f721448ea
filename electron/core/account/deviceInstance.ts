import { normalAccount, uuidV8 } from '../../../contract/pseudonym.ts';
import type { Sha256 } from '../ports/crypto.ts';

/**
 * The name by which a pool recognizes this device, for one account: an instance ID (RFC 5626, section 4.1) as
 * `urn:uuid:…`.
 */
export type DeviceAt = (pool: { readonly host: string }, account: string) => string;

/**
 * Two pools, or two accounts, get names that nobody can attribute to one device.
 * @param secret random, and known to this device alone.
 */
export function createDeviceAt(secret: string, sha256: Sha256): DeviceAt {
  return ({ host }, account) => {
    const text = JSON.stringify(['candor:device', secret, host, normalAccount(account)]);
    return `urn:uuid:${uuidV8(sha256(text))}`;
  };
}
