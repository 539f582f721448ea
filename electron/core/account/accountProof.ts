import type { PoolAnswer } from '../ports/organisationPool.ts';

export interface AccountProof {
  /**
   * Whether an account's messages may be opened with this password.
   * @param said provisioning's answer to both.
   * @param hasHistory whether this device keeps anything of the account's.
   */
  readonly isOwner: (
    account: string,
    password: string,
    said: PoolAnswer,
    hasHistory: boolean,
  ) => Promise<boolean>;
}

/** Whether the pool challenged the account and accepted the answer. */
const hasProved = (said: PoolAnswer): boolean =>
  said.kind === 'unchanged' || (said.kind === 'word' && said.proves);

/** Verifies who somebody is without trusting a window: by the pool, or by what the pool had confirmed here before. */
export function createAccountProof(ports: {
  /** Asks the pool's SIP whether the password is the account's. */
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
        // If nobody can be asked, only an account without any history is opened; whoever comes later has to know this
        // password.
        if (bySip === 'unknown' && (hasHistory || wasRight === false)) return false;
      }
      await verifiers.keep(account, password);
      return true;
    },
  };
}
