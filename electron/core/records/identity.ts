import { normalAccount, userDomain, uuidV8 } from '../../../contract/pseudonym.ts';
import { toHex } from './entry.ts';
import type { Sha256 } from '../ports/crypto.ts';

/** The client's hash of an account, for the census; the service hashes it again. See docs/identity.md for vectors. */
export function hashAccount(account: string, sha256: Sha256): string {
  return uuidV8(sha256(userDomain + normalAccount(account)));
}

/** Identifies error records so that their maker, who alone has the key, can have them erased. */
export function ownerOf(withdrawalKey: string, sha256: Sha256): string {
  return toHex(sha256(withdrawalKey));
}
