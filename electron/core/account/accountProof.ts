import type { PoolAnswer } from './askPool.ts';

export interface AccountProof {
  /**
   * Whether an account's messages may be opened with this password.
   * @param said what provisioning answered to both.
   * @param hasHistory whether this device keeps anything of the account's.
   */
  readonly isOwner: (
    account: string,
    password: string,
    said: PoolAnswer,
    hasHistory: boolean,
  ) => Promise<boolean>;
}

/** Whether the pool challenged the account and took the answer. */
const hasProved = (said: PoolAnswer): boolean =>
  said.kind === 'unchanged' || (said.kind === 'word' && said.proves);

/** Finds out who somebody is without a word of a window's: by the pool, or by what the pool had confirmed here before. */
export function createAccountProof(ports: {
  /** Has the pool's SIP say whether the password is the account's. */
  readonly askSip: (account: string, password: string) => Promise<'proved' | 'denied' | 'unknown'>;
  readonly verifiers: {
    readonly matches: (account: string, password: string) => Promise<boolean | undefined>;
    readonly keep: (account: string, password: string) => Promise<void>;
  };
}): AccountProof {
  const { askSip, verifiers } = ports;
  return {
    async isOwner(account, password, said, hasHistory) {
      if (!hasProved(said)) {
        const wasRight = await verifiers.matches(account, password);
        if (wasRight && said.kind !== 'denied') return true;
        const bySip = await askSip(account, password);
        if (bySip === 'denied') return false;
        if (bySip === 'unknown' && wasRight) return true;
        // Where nobody can be asked, only what holds nothing yet is opened; who comes later has to know this password.
        if (bySip === 'unknown' && (hasHistory || wasRight === false)) return false;
      }
      await verifiers.keep(account, password);
      return true;
    },
  };
}
