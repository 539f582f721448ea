import type { PolicyValue } from '../../../contract/admin/policies.ts';
import { parsePolicy } from '../../../contract/policy.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import { policyProblem } from '../../../contract/policyProblem.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { turns, type Turn } from '../changes/turns.ts';
import type { PoolCommand } from '../poolCommand.ts';
import type { PoolData } from './poolData.ts';

const valueOf = (text: string): PolicyValue => {
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

/** A turn of an organisation, which can fail only where there is none of that name. */
export function ofOrganisation(
  data: PoolData,
  domain: string,
  turn: Turn,
): Outcome<PoolData, LocalizedText> {
  const turned = turn(data);
  return turned.ok ? turned : failed(unknownOrganisation(domain));
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
  return ofOrganisation(data, domain.value, turns.setPolicy(domain.value, name, valueOf(value)));
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
  return ofOrganisation(data, domain.value, turns.setPolicy(domain.value, name, null));
}
