import type { RelayAccess } from '../../../contract/relays.ts';
import { parsePolicy, type PolicyValues } from '../../../contract/policy.ts';
import type { PoolData } from '../accounts/poolData.ts';
import { relayAccessBy } from './turn.ts';

/** The relays (TURN) that an account's calls, and the meetings it hosts, may go through; undefined if there are none. */
export interface Relays {
  /** Whether the account's organisation lets sound go through nothing else. */
  readonly areRequiredFor: (account: string) => boolean;
  readonly urisFor: (account: string) => readonly string[] | undefined;
  /** New at each call. */
  readonly accessFor: (account: string) => RelayAccess | undefined;
}

/** @param data what the pool's file says now. */
export function createRelays(data: () => PoolData, now: () => number): Relays {
  const policyFor = (account: string): PolicyValues => {
    const parsed = parsePolicy(data().organisations[account.split('@')[1] ?? '']?.policy);
    return parsed.ok ? parsed.values : {};
  };
  const turnFor = (account: string) =>
    Object.hasOwn(data().accounts, account) && policyFor(account).MediaRelay !== false
      ? data().turn
      : undefined;
  return {
    areRequiredFor: (account) => policyFor(account).RelayOnly === true,
    urisFor: (account) => turnFor(account)?.urls,
    accessFor(account) {
      const turn = turnFor(account);
      return turn && relayAccessBy(turn, now());
    },
  };
}
