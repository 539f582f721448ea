import { createEmitter } from '../../contract/emitter.ts';
import type { Policy } from '../../contract/consent.ts';
import { poolAddress } from './addresses.ts';
import type { PoolAddress } from '../core/consent/serverAddress.ts';

/** Which pool people sign in to, as of now. */
export interface PoolKeeper {
  /** Nothing where none is configured, or a malformed one. */
  readonly address: () => PoolAddress | undefined;
  /** Looks whether this policy names another one. */
  readonly update: (policy: Policy) => void;
  readonly onMoved: (listener: () => void) => void;
}

/** @param environment what holds where no policy fixes the address. */
export function createPoolKeeper(policy: Policy, environment: PoolAddress | undefined): PoolKeeper {
  // A pool's own word can't send its people to another pool.
  const find = ({ readings }: Policy) =>
    poolAddress(
      { readings: readings.filter(({ source }) => source !== 'organisation') },
      environment,
    );
  const moved = createEmitter();
  let address = find(policy);
  return {
    address: () => address,
    update(next) {
      const found = find(next);
      if (found?.http.href === address?.http.href) return;
      address = found;
      moved.emit();
    },
    onMoved: moved.listen,
  };
}
