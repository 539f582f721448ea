import { categories, surfaces, type Category, type Surface } from '../../contract/catalogue.ts';
import { decide, type Choice, type Decision, type Policy } from '../../contract/consent.ts';

export interface ConsentKeeper {
  readonly choice: () => Choice;
  readonly policy: () => Policy;
  readonly decision: (category: Category, surface: Surface) => Decision;
  readonly allows: (category: Category, surface: Surface) => boolean;
  /** Takes a new state; before it returns, every category newly refused on a surface was withdrawn. */
  readonly change: (next: { readonly choice?: Choice; readonly policy?: Policy }) => void;
  readonly onWithdrawal: (listener: (category: Category) => void) => void;
  readonly onChange: (listener: () => void) => void;
}

type Table = Readonly<Record<Category, Readonly<Record<Surface, Decision>>>>;

function tabulate(choice: Choice, policy: Policy): Table {
  const row = (category: Category) =>
    Object.fromEntries(
      surfaces.map((surface) => [surface, decide(category, surface, choice, policy)]),
    ) as Record<Surface, Decision>;
  return { census: row('census'), usage: row('usage'), error: row('error') };
}

/** Holds the choice and the policy, and with them the decision in force for every cell of the table. */
export function createConsentKeeper(initial: { choice: Choice; policy: Policy }): ConsentKeeper {
  let { choice, policy } = initial;
  let table = tabulate(choice, policy);
  const withdrawalListeners: ((category: Category) => void)[] = [];
  const changeListeners: (() => void)[] = [];

  return {
    choice: () => choice,
    policy: () => policy,
    decision: (category, surface) => table[category][surface],
    allows: (category, surface) => table[category][surface].allowed,
    change(next) {
      const before = table;
      choice = next.choice ?? choice;
      policy = next.policy ?? policy;
      table = tabulate(choice, policy);
      for (const category of categories) {
        const withdrawn = surfaces.some(
          (surface) => before[category][surface].allowed && !table[category][surface].allowed,
        );
        if (withdrawn) for (const listener of withdrawalListeners) listener(category);
      }
      for (const listener of changeListeners) listener();
    },
    onWithdrawal: (listener) => void withdrawalListeners.push(listener),
    onChange: (listener) => void changeListeners.push(listener),
  };
}
