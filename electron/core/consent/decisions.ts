import type { Choice, Decision, Policy } from '../../../contract/consent.ts';
import type { Category, Surface } from '../../../contract/datum.ts';
import type { ConsentKeeper } from './consentKeeper.ts';

/** What is decided, on what grounds, and who is told. */
export interface Decisions {
  readonly decision: (category: Category, surface: Surface) => Decision;
  readonly choice: () => Choice;
  readonly policy: () => Policy;
  /** Before this returns, what is newly refused is gone from memory and disk, and its upload aborted. */
  readonly choose: (choice: Choice) => void;
  readonly onChange: (listener: () => void) => void;
  /** Called when error reports are newly refused, with everything of theirs already gone. */
  readonly onErrorsWithdrawn: (listener: () => void) => void;
}

export const decisionsOf = (consent: ConsentKeeper): Decisions => ({
  decision: consent.decision,
  choice: consent.choice,
  policy: consent.policy,
  choose: (choice) => {
    consent.change({ choice });
  },
  onChange: consent.onChange,
  onErrorsWithdrawn: (listener) => {
    consent.onWithdrawal((category) => {
      if (category === 'error') listener();
    });
  },
});
