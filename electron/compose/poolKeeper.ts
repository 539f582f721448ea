import { createEmitter } from '../../contract/emitter.ts';
import type { Policy } from '../../contract/consent.ts';
import type { Lock } from '../../contract/lock.ts';
import type { PoolNaming } from '../../contract/poolNaming.ts';
import type { SettingsStore } from '../adapters/files/settings.ts';
import { poolAddress, poolNamedBefore } from './addresses.ts';
import { refusingFile, type NamedBefore } from '../core/consent/policySettings.ts';
import type { PoolAddress } from '../core/consent/serverAddress.ts';

/** The pool that the person set, if any. */
interface OwnPool {
  readonly read: () => string | undefined;
  /** Throws if the disk refuses. */
  readonly write: (address: string) => void;
}

/** As the settings keep it. */
export const ownPoolOf = (settings: Pick<SettingsStore, 'read' | 'write'>): OwnPool => ({
  read: () => settings.read().pool ?? undefined,
  write: (pool) => {
    settings.write({ ...settings.read(), pool });
  },
});

/** Which pool people currently sign in to. */
export interface PoolKeeper {
  /** undefined if none is set, or a malformed one. */
  readonly address: () => PoolAddress | undefined;
  readonly naming: () => PoolNaming;
  /** Checks whether this policy names another one. */
  readonly update: (policy: Policy) => void;
  /** The policy file that restricts Candor to another pool; undefined if there is none. */
  readonly refusedBy: (pool: PoolAddress) => string | undefined;
  /** The person sets it; throws if that is not theirs to decide. */
  readonly set: (pool: PoolAddress) => void;
  /** @param listener is told who moved it. */
  readonly onMoved: (listener: (by: 'policy' | 'person') => void) => void;
}

function lockOf({ key, reading }: Extract<NamedBefore, { by: 'policy' }>): Lock {
  const { source, location } = reading;
  const since = reading.state === 'absent' ? null : reading.since;
  const isUnread = reading.state === 'unreadable' || reading.state === 'unsettled';
  return { source, key, location, since, ...(isUnread ? { problem: reading.problem } : {}) };
}

/**
 * @param environment what holds if no policy fixes the address.
 * @param own what holds if nobody else says anything.
 */
export function createPoolKeeper(
  first: Policy,
  environment: PoolAddress | undefined,
  own: OwnPool,
): PoolKeeper {
  // A pool's own policy can't send its people to another pool.
  const heeded = ({ readings }: Policy): Policy => ({
    readings: readings.filter(({ source }) => source !== 'organisation'),
  });
  const moved = createEmitter<['policy' | 'person']>();
  let policy = heeded(first);
  let mine = own.read();
  const find = () => poolAddress(policy, environment, mine);
  let address = find();
  const look = (by: 'policy' | 'person') => {
    const found = find();
    if (found?.http.href === address?.http.href) return;
    address = found;
    moved.emit(by);
  };
  const naming = (): PoolNaming => {
    const named = poolNamedBefore(policy, environment);
    if (named?.by === 'policy') return { by: 'policy', lock: lockOf(named) };
    return { by: named?.by ?? (address ? 'person' : 'nobody') };
  };
  return {
    address: () => address,
    naming,
    update(next) {
      policy = heeded(next);
      look('policy');
    },
    refusedBy: ({ http }) => refusingFile(policy, 'PoolUrl', http.href)?.location,
    set({ http }) {
      const { by } = naming();
      if (by === 'policy' || by === 'start') throw new Error(`the pool is set by ${by}`);
      own.write(http.href);
      mine = http.href;
      look('person');
    },
    onMoved: moved.listen,
  };
}
