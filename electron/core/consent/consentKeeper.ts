import { createEmitter } from '../../../contract/emitter.ts';
import { attemptAll } from '../../../contract/attemptAll.ts';
import { categories, surfaces, type Category, type Surface } from '../../../contract/datum.ts';
import {
  decide,
  isHeld,
  type Choice,
  type Decision,
  type Policy,
} from '../../../contract/consent.ts';
import type { ConsentText } from '../../../contract/schema.ts';

type WithdrawalListener = (category: Category, surfaces: readonly Surface[]) => void;

export interface ConsentKeeper {
  /** What a yes to error reports has to cover. */
  readonly text: ConsentText;
  readonly choice: () => Choice;
  readonly policy: () => Policy;
  readonly decision: (category: Category, surface: Surface) => Decision;
  readonly allows: (category: Category, surface: Surface) => boolean;
  /** Whether it is definitely refused, so that existing data is deleted; false while a policy may be half written. */
  readonly refuses: (category: Category, surface: Surface) => boolean;
  /**
   * Takes a new state; before it returns, every category newly refused on a surface was withdrawn there, even if
   * another one failed. Throws at the end if a listener threw.
   */
  readonly change: (next: { readonly choice?: Choice; readonly policy?: Policy }) => void;
  readonly onWithdrawal: (listener: WithdrawalListener) => void;
  /** Called when a category may not leave for a moment, though nothing of it is withdrawn. */
  readonly onHold: (listener: (category: Category) => void) => void;
  readonly onChange: (listener: () => void) => void;
}

type Table = Readonly<Record<Category, Readonly<Record<Surface, Decision>>>>;

function tabulate(choice: Choice, policy: Policy, text: ConsentText): Table {
  const row = (category: Category) =>
    Object.fromEntries(
      surfaces.map((surface) => [surface, decide(category, surface, choice, policy, text)]),
    ) as Record<Surface, Decision>;
  return { census: row('census'), usage: row('usage'), error: row('error') };
}

/** Holds the choice and the policy, and with them the decision in force for every cell of the table. */
export function createConsentKeeper(initial: {
  choice: Choice;
  policy: Policy;
  /** What a yes has to cover. */
  consentText: ConsentText;
}): ConsentKeeper {
  const { consentText: text } = initial;
  let { choice, policy } = initial;
  let table = tabulate(choice, policy, text);
  const refuses = (decision: Decision) => !decision.allowed && !isHeld(decision);
  const withdrawals = createEmitter<[Category, readonly Surface[]]>();
  const holds = createEmitter<[Category]>();
  const changes = createEmitter();

  return {
    text,
    choice: () => choice,
    policy: () => policy,
    decision: (category, surface) => table[category][surface],
    allows: (category, surface) => table[category][surface].allowed,
    refuses: (category, surface) => refuses(table[category][surface]),
    change(next) {
      const before = table;
      choice = next.choice ?? choice;
      policy = next.policy ?? policy;
      table = tabulate(choice, policy, text);
      const tellOf = (category: Category) => {
        const turns = surfaces.map((surface) => ({
          surface,
          from: before[category][surface],
          to: table[category][surface],
        }));
        const isNewlyHeld = turns.some(({ from, to }) => from.allowed && isHeld(to));
        const withdrawn = turns
          .filter(({ from, to }) => !refuses(from) && refuses(to))
          .map(({ surface }) => surface);
        attemptAll([
          () => {
            if (isNewlyHeld) holds.emit(category);
          },
          () => {
            if (withdrawn.length > 0) withdrawals.emit(category, withdrawn);
          },
        ]);
      };
      attemptAll([
        ...categories.map((category) => () => {
          tellOf(category);
        }),
        changes.emit,
      ]);
    },
    onWithdrawal: withdrawals.listen,
    onHold: holds.listen,
    onChange: changes.listen,
  };
}
