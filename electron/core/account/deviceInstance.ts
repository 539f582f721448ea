import { normalAccount, uuidV8 } from '../../../contract/pseudonym.ts';
import type { Sha256 } from '../ports/crypto.ts';

/** By what name a pool knows this device again, for one account: an instance ID (RFC 5626, section 4.1) as `urn:uuid:…`. */
export type DeviceAt = (pool: { readonly host: string }, account: string) => string;

/**
 * Two pools, or two accounts, are given names that nobody can tell to be one device's.
 * @param secret random, and known to this device alone.
 */
export function createDeviceAt(secret: string, sha256: Sha256): DeviceAt {
  return ({ host }, account) => {
    const text = JSON.stringify(['candor:device', secret, host, normalAccount(account)]);
    return `urn:uuid:${uuidV8(sha256(text))}`;
  };
}
