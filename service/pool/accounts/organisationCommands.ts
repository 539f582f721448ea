import { parsePolicy } from '../../../contract/policy.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import { policyProblem } from '../../../contract/policyProblem.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { domainOf } from '../changes/snapshot.ts';
import type { PoolCommand } from '../poolCommand.ts';
import type { PoolData } from './poolData.ts';

const valueOf = (text: string): unknown => {
  if (text === 'true' || text === 'on') return true;
  if (text === 'false' || text === 'off') return false;
  return /^\d+$/.test(text) ? Number(text) : text;
};

const unknownOrganisation =
  (domain: string): LocalizedText =>
  (t) =>
    t('poolCommand.noOrganisation', { domain });

/** The organisation that is meant: the one that is named, or the only one. */
function meant(
  { organisations }: PoolData,
  named: string | undefined,
): Outcome<string, LocalizedText> {
  const known = Object.keys(organisations);
  if (named === undefined && known.length !== 1)
    return failed((t) =>
      known.length === 0 ? t('poolCommand.noneYet') : t('poolCommand.severalOrganisations'),
    );
  const domain = named ?? known[0] ?? '';
  return Object.hasOwn(organisations, domain) ? done(domain) : failed(unknownOrganisation(domain));
}

/** A copy with one organisation changed. */
export function withOrganisation(
  data: PoolData,
  domain: string,
  turn: (organisation: PoolData['organisations'][string]) => PoolData['organisations'][string],
): Outcome<PoolData, LocalizedText> {
  const known = Object.hasOwn(data.organisations, domain) ? data.organisations[domain] : undefined;
  if (!known) return failed(unknownOrganisation(domain));
  return done({ ...data, organisations: { ...data.organisations, [domain]: turn(known) } });
}

const policyOf = (key: string): string | undefined => /^policy\.(.+)$/.exec(key)?.[1];

/** `candor-pool set`: a policy of an organisation, or what meetings may send. */
export function set(
  data: PoolData,
  { key, value, organisation }: Extract<PoolCommand, { kind: 'set' }>,
): Outcome<PoolData, LocalizedText> {
  if (key === 'meetings.telemetry') {
    const telemetry = valueOf(value);
    return typeof telemetry === 'boolean'
      ? done({ ...data, meetings: { ...data.meetings, telemetry } })
      : failed((t) => t('poolCommand.notOnOrOff', { key, value }));
  }
  const given = policyOf(key);
  if (given === undefined) return failed((t) => t('poolCommand.noSetting', { key }));
  const name = policyKeys.find((one) => one === given);
  if (name === undefined)
    return failed((t) => t('poolCommand.noPolicy', { name: given, names: policyKeys.join(', ') }));
  const parsed = parsePolicy({ [name]: valueOf(value) });
  if (!parsed.ok)
    return failed((t) =>
      t('poolCommand.badPolicy', { problem: policyProblem(t, parsed.problem), value }),
    );
  const domain = meant(data, organisation);
  if (!domain.ok) return domain;
  return withOrganisation(data, domain.value, (known) => ({
    ...known,
    policy: { ...known.policy, [name]: valueOf(value) },
  }));
}

/** `candor-pool unset`: a policy is as if it had never been set. */
export function unset(
  data: PoolData,
  { key, organisation }: Extract<PoolCommand, { kind: 'unset' }>,
): Outcome<PoolData, LocalizedText> {
  const name = policyOf(key);
  if (name === undefined) return failed((t) => t('poolCommand.noPolicyToUnset', { key }));
  const domain = meant(data, organisation);
  if (!domain.ok) return domain;
  if (!Object.hasOwn(data.organisations[domain.value]?.policy ?? {}, name))
    return failed((t) => t('poolCommand.notSet', { key, domain: domain.value }));
  return withOrganisation(data, domain.value, ({ displayName, policy }) => ({
    displayName,
    policy: Object.fromEntries(Object.entries(policy).filter(([key]) => key !== name)),
  }));
}

/** `candor-pool remove-organisation`, with its accounts. */
export function removeOrganisation(
  data: PoolData,
  domain: string,
): Outcome<PoolData, LocalizedText> {
  if (!Object.hasOwn(data.organisations, domain)) return failed(unknownOrganisation(domain));
  const organisations = Object.entries(data.organisations).filter(([name]) => name !== domain);
  const accounts = Object.entries(data.accounts).filter(([name]) => domainOf(name) !== domain);
  return done({
    ...data,
    organisations: Object.fromEntries(organisations),
    accounts: Object.fromEntries(accounts),
  });
}
