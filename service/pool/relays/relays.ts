import type { RelayAccess } from '../../../contract/relays.ts';
import type { PoolData } from '../accounts/poolFile.ts';
import { relayAccessBy } from './turn.ts';

/** The relays (TURN) that an account's calls, and the meetings it hosts, may go through; undefined if there are none. */
export interface Relays {
  readonly urisFor: (account: string) => readonly string[] | undefined;
  /** New at each call. */
  readonly accessFor: (account: string) => RelayAccess | undefined;
}

/** @param data what the pool's file says now. */
export function createRelays(data: () => PoolData, now: () => number): Relays {
  const turnFor = (account: string) =>
    Object.hasOwn(data().accounts, account) ? data().turn : undefined;
  return {
    urisFor: (account) => turnFor(account)?.urls,
    accessFor(account) {
      const turn = turnFor(account);
      return turn && relayAccessBy(turn, now());
    },
  };
}
