import type { RelayAccess } from './relays.ts';

/** By which ways sound may go to other people's devices, as policy and the pool have it. */
export interface CallRoute {
  /** Never straight to another device, which is then told only a relay's address. */
  readonly relayOnly: boolean;
  /** Whether relays, of one's own or of the others, may be used at all. */
  readonly mayRelay: boolean;
  /** Access to one's own relays; null if the pool names none, or none may be used. */
  readonly access: RelayAccess | null;
}
