import { hash } from 'node:crypto';
import type { Change, PoolChange } from '../../../contract/admin/changeLog.ts';
import type { PolicyValue } from '../../../contract/admin/policies.ts';
import type { PoolData } from '../accounts/poolData.ts';

type Policy = Readonly<Record<string, PolicyValue>>;

/** What `pool.json` said, without passwords: enough to tell what somebody changed in it. */
export interface Snapshot {
  readonly organisations: Readonly<
    Record<string, { readonly displayName: string; readonly policy: Policy }>
  >;
  readonly accounts: Readonly<
    Record<
      string,
      {
        readonly displayName: string;
        readonly enabled: boolean;
        /** Changes with the password, and tells nothing about it that `pool.json` beside it does not. */
        readonly password: string;
      }
    >
  >;
  readonly meetings: boolean;
}

export const domainOf = (address: string): string => address.split('@')[1] ?? '';

/** Changes with an account's password. */
export const passwordMarkOf = ({ ha1 }: PoolData['accounts'][string]): string =>
  hash('sha256', ha1['SHA-256'] + ha1.MD5, 'hex').slice(0, 16);

export const snapshotOf = ({ organisations, accounts, meetings }: PoolData): Snapshot => ({
  organisations: Object.fromEntries(
    Object.entries(organisations).map(([domain, { displayName, policy }]) => [
      domain,
      { displayName, policy: policy as Policy },
    ]),
  ),
  accounts: Object.fromEntries(
    Object.entries(accounts).map(([address, account]) => [
      address,
      {
        displayName: account.displayName,
        enabled: !account.disabled,
        password: passwordMarkOf(account),
      },
    ]),
  ),
  meetings: meetings.telemetry,
});

const valueOf = (policy: Policy, key: string): PolicyValue | null =>
  Object.hasOwn(policy, key) ? (policy[key] ?? null) : null;

function policyChanges(domain: string, before: Policy, after: Policy): PoolChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key): PoolChange[] => {
    const [from, to] = [valueOf(before, key), valueOf(after, key)];
    return JSON.stringify(from) === JSON.stringify(to)
      ? []
      : [{ kind: 'policySet', domain, key, from, to }];
  });
}

function organisationChanges(before: Snapshot, after: Snapshot): PoolChange[] {
  const removed = Object.entries(before.organisations).flatMap(
    ([domain, { displayName, policy }]): PoolChange[] => {
      if (Object.hasOwn(after.organisations, domain)) return [];
      const addresses = Object.keys(before.accounts);
      const accounts = addresses.filter((address) => domainOf(address) === domain).length;
      return [{ kind: 'organisationRemoved', domain, displayName, policy, accounts }];
    },
  );
  const others = Object.entries(after.organisations).flatMap(
    ([domain, { displayName, policy }]): PoolChange[] => {
      const known = Object.hasOwn(before.organisations, domain)
        ? before.organisations[domain]
        : undefined;
      const policies = policyChanges(domain, known?.policy ?? {}, policy);
      if (!known) return [{ kind: 'organisationAdded', domain, displayName }, ...policies];
      const { displayName: from } = known;
      return from === displayName
        ? policies
        : [{ kind: 'organisationRenamed', domain, from, to: displayName }, ...policies];
    },
  );
  return [...removed, ...others];
}

function accountChanges(before: Snapshot, after: Snapshot): PoolChange[] {
  const removed = Object.entries(before.accounts).flatMap(
    ([address, { displayName }]): PoolChange[] =>
      Object.hasOwn(after.accounts, address) ||
      !Object.hasOwn(after.organisations, domainOf(address))
        ? []
        : [{ kind: 'accountRemoved', address, displayName }],
  );
  const others = Object.entries(after.accounts).flatMap(([address, now]): PoolChange[] => {
    const known = Object.hasOwn(before.accounts, address) ? before.accounts[address] : undefined;
    const { displayName, enabled: to } = now;
    if (!known) {
      const added = { kind: 'accountAdded', address, displayName } as const;
      return to ? [added] : [added, { kind: 'accountEnabled', address, from: true, to }];
    }
    const { displayName: from, enabled: was } = known;
    return [
      ...(from === displayName
        ? []
        : [{ kind: 'accountRenamed' as const, address, from, to: displayName }]),
      ...(was === to ? [] : [{ kind: 'accountEnabled' as const, address, from: was, to }]),
      ...(known.password === now.password ? [] : [{ kind: 'passwordReset' as const, address }]),
    ];
  });
  return [...removed, ...others];
}

/** What differs; null if nothing does. Accounts that went with their organisation are told by number. */
export function differences(before: Snapshot, after: Snapshot): Change | null {
  const { meetings: from } = before;
  const { meetings: to } = after;
  const changes = [
    ...organisationChanges(before, after),
    ...accountChanges(before, after),
    ...(from === to ? [] : [{ kind: 'meetingsSet' as const, from, to }]),
  ];
  const [first] = changes;
  if (!first) return null;
  return changes.length === 1 ? first : { kind: 'together', changes, of: changes.length };
}
