import type { Change, PoolChange } from '../../../contract/admin/changeLog.ts';
import { inTurn, turns, type Turn } from './turns.ts';

const nothing: Turn = (data) => ({ ok: true, value: data });

/** Accounts that were added go at once, however many they are, with whatever else was said of them. */
function inverseOfAll(changes: readonly PoolChange[]): Turn {
  const added = new Set(
    changes.flatMap((one) => (one.kind === 'accountAdded' ? [one.address] : [])),
  );
  const others = changes.filter((one) => !('address' in one && added.has(one.address)));
  return inTurn([turns.removeAccounts([...added]), ...others.map(inverseOf).reverse()]);
}

/** The turn that takes a change back; only of one that can be undone. */
export function inverseOf(change: Change): Turn {
  switch (change.kind) {
    case 'organisationAdded':
      return turns.removeOrganisation(change.domain);
    case 'organisationRemoved': {
      const { domain, displayName, policy } = change;
      const policies = Object.entries(policy).map(([key, value]) =>
        turns.setPolicy(domain, key, value),
      );
      return inTurn([turns.addOrganisation(domain, displayName), ...policies]);
    }
    case 'organisationRenamed':
      return turns.renameOrganisation(change.domain, change.from);
    case 'accountAdded':
      return turns.removeAccounts([change.address]);
    case 'accountRenamed':
      return turns.renameAccount(change.address, change.from);
    case 'accountEnabled':
      return turns.enableAccount(change.address, change.from);
    case 'policySet':
      return turns.setPolicy(change.domain, change.key, change.from);
    case 'meetingsSet':
      return turns.setMeetings(change.from);
    case 'together':
      return inverseOfAll(change.changes);
    case 'began':
    case 'accountRemoved':
    case 'passwordReset':
    case 'administratorAdded':
    case 'administratorRemoved':
    case 'administratorRole':
    case 'administratorReset':
    case 'administratorEnrolled':
      return nothing;
  }
}
