import { parsePolicy } from '../../../contract/policy.ts';
import { policyKeys, type PolicyKey } from '../../../contract/policyCatalogue.ts';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import type { PolicyValue } from '../../../contract/admin/policies.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { emptyPool, withAccount, type PoolData } from '../accounts/poolData.ts';
import { domainOf } from './snapshot.ts';

/** What somebody wants to change in `pool.json`, or why that can't be. */
export type Turn = (data: PoolData) => Outcome<PoolData, AdminProblem>;

const no = (problem: AdminProblem) => failed(problem);
const without = <T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

type Organisation = PoolData['organisations'][string];
type Account = PoolData['accounts'][string];

const organisation =
  (
    domain: string,
    turn: (organisation: Organisation) => Outcome<Organisation, AdminProblem>,
  ): Turn =>
  (data) => {
    if (!Object.hasOwn(data.organisations, domain)) return no({ kind: 'unknown' });
    const turned = turn(data.organisations[domain] ?? { displayName: domain, policy: {} });
    if (!turned.ok) return turned;
    return done({ ...data, organisations: { ...data.organisations, [domain]: turned.value } });
  };

const account =
  (address: string, turn: (account: Account) => Account): Turn =>
  (data) => {
    const known = Object.hasOwn(data.accounts, address) ? data.accounts[address] : undefined;
    if (!known) return no({ kind: 'unknown' });
    return done({ ...data, accounts: { ...data.accounts, [address]: turn(known) } });
  };

/** The changes that an administrator, or `candor-pool`, can make. */
export const turns = {
  addOrganisation:
    (domain: string, displayName: string): Turn =>
    (data) =>
      Object.hasOwn(data.organisations, domain)
        ? no({ kind: 'thereAlready' })
        : done({
            ...data,
            organisations: { ...data.organisations, [domain]: { displayName, policy: {} } },
          }),
  renameOrganisation: (domain: string, displayName: string): Turn =>
    organisation(domain, (known) => done({ ...known, displayName })),
  /** With its accounts. */
  removeOrganisation:
    (domain: string): Turn =>
    (data) => {
      if (!Object.hasOwn(data.organisations, domain)) return no({ kind: 'unknown' });
      const accounts = Object.entries(data.accounts).filter(
        ([address]) => domainOf(address) !== domain,
      );
      return done({
        ...data,
        organisations: without(data.organisations, domain),
        accounts: Object.fromEntries(accounts),
      });
    },
  /** All of them, none of which is there yet. */
  addAccounts:
    (
      people: readonly {
        readonly address: string;
        readonly displayName: string;
        readonly password: string;
      }[],
    ): Turn =>
    (data) => {
      const added = new Map<string, Account>();
      for (const { address, ...person } of people) {
        if (Object.hasOwn(data.accounts, address)) return no({ kind: 'thereAlready' });
        if (!Object.hasOwn(data.organisations, domainOf(address)))
          return no({ kind: 'noOrganisation' });
        const account = withAccount(emptyPool, address, person).accounts[address];
        if (account) added.set(address, account);
      }
      return done({ ...data, accounts: { ...data.accounts, ...Object.fromEntries(added) } });
    },
  removeAccounts:
    (addresses: readonly string[]): Turn =>
    (data) => {
      const gone = new Set(addresses);
      if (addresses.some((address) => !Object.hasOwn(data.accounts, address)))
        return no({ kind: 'unknown' });
      const left = Object.entries(data.accounts).filter(([address]) => !gone.has(address));
      return done({ ...data, accounts: Object.fromEntries(left) });
    },
  renameAccount: (address: string, displayName: string): Turn =>
    account(address, (known) => ({ ...known, displayName })),
  enableAccount: (address: string, enabled: boolean): Turn =>
    account(address, ({ displayName, ha1 }) =>
      enabled ? { displayName, ha1 } : { displayName, ha1, disabled: true },
    ),
  setPassword:
    (address: string, password: string): Turn =>
    (data) => {
      const known = Object.hasOwn(data.accounts, address) ? data.accounts[address] : undefined;
      if (!known) return no({ kind: 'unknown' });
      return done(withAccount(data, address, { displayName: known.displayName, password }));
    },
  /** @param value null to unset it; a policy that no version knows can only be unset. */
  setPolicy: (domain: string, key: string, value: PolicyValue | null): Turn =>
    organisation(domain, ({ displayName, policy }) => {
      if (value === null) return done({ displayName, policy: without(policy, key) });
      const known = policyKeys.find((one: PolicyKey) => one === key);
      if (known === undefined) return no({ kind: 'unknown' });
      if (!parsePolicy({ [known]: value }).ok) return no({ kind: 'badPolicy', key: known });
      return done({ displayName, policy: { ...policy, [known]: value } });
    }),
  setMeetings:
    (telemetry: boolean): Turn =>
    (data) =>
      done({ ...data, meetings: { ...data.meetings, telemetry } }),
} as const;

/** Several turns as one, which is made whole or not at all. */
export const inTurn =
  (all: readonly Turn[]): Turn =>
  (data) =>
    all.reduce<Outcome<PoolData, AdminProblem>>(
      (so, turn) => (so.ok ? turn(so.value) : so),
      done(data),
    );
