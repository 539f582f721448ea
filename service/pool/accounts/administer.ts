import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parsePolicy } from '../../../contract/policy.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import { policyProblem } from '../../../contract/policyProblem.ts';
import { isolate } from '../../../contract/text/isolate.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { readOrMake, writeOwnerFile } from '../../shared/ownerFile.ts';
import type { PoolCommand } from '../commandLine.ts';
import { POOL_FILE } from '../poolFolder.ts';
import {
  emptyPool,
  formatPoolFile,
  parsePoolFile,
  unusable,
  withAccount,
  type PoolData,
} from './poolFile.ts';

type Administration = Exclude<
  PoolCommand,
  { readonly kind: 'help' | 'version' | 'serve' | 'check' | 'backups' }
>;

/** Twenty characters that are hard to confuse: 100 bits. */
export function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789-'.slice(0, 32);
  return Array.from(randomBytes(20), (byte) => letters[byte % 32]).join('');
}

const valueOf = (text: string): unknown => {
  if (text === 'true' || text === 'on') return true;
  if (text === 'false' || text === 'off') return false;
  return /^\d+$/.test(text) ? Number(text) : text;
};

function set(
  data: PoolData,
  { key, value, organisation }: Extract<Administration, { kind: 'set' }>,
): Outcome<PoolData, LocalizedText> {
  if (key === 'meetings.telemetry') {
    const telemetry = valueOf(value);
    return typeof telemetry === 'boolean'
      ? done({ ...data, meetings: { ...data.meetings, telemetry } })
      : failed((t) => t('poolCommand.notOnOrOff', { key, value }));
  }
  const given = /^policy\.(.+)$/.exec(key)?.[1];
  if (given === undefined) return failed((t) => t('poolCommand.noSetting', { key }));
  const name = policyKeys.find((one) => one === given);
  if (name === undefined)
    return failed((t) => t('poolCommand.noPolicy', { name: given, names: policyKeys.join(', ') }));
  const parsed = parsePolicy({ [name]: valueOf(value) });
  if (!parsed.ok)
    return failed((t) =>
      t('poolCommand.badPolicy', { problem: policyProblem(t, parsed.problem), value }),
    );
  const known = Object.keys(data.organisations);
  if (organisation === undefined && known.length !== 1)
    return failed((t) =>
      known.length === 0 ? t('poolCommand.noneYet') : t('poolCommand.severalOrganisations'),
    );
  const domain = organisation ?? known[0] ?? '';
  const chosen = data.organisations[domain];
  if (!chosen) return failed((t) => t('poolCommand.noOrganisation', { domain }));
  const policy = { ...chosen.policy, [name]: valueOf(value) };
  return done({
    ...data,
    organisations: { ...data.organisations, [domain]: { ...chosen, policy } },
  });
}

const unknownAccount =
  (account: string): LocalizedText =>
  (t) =>
    t('poolCommand.noAccount', { account });

function turn(
  data: PoolData,
  command: Exclude<Administration, { kind: 'show' }>,
  password: string,
): Outcome<PoolData, LocalizedText> {
  switch (command.kind) {
    case 'add-organisation': {
      const { domain, name } = command;
      if (data.organisations[domain])
        return failed((t) => t('poolCommand.thereAlready', { name: domain }));
      const added = { displayName: name ?? domain, policy: {} };
      return done({ ...data, organisations: { ...data.organisations, [domain]: added } });
    }
    case 'add-account': {
      const { account, name } = command;
      if (data.accounts[account])
        return failed((t) => t('poolCommand.thereAlready', { name: account }));
      const domain = account.split('@')[1] ?? '';
      if (!data.organisations[domain])
        return failed((t) => t('poolCommand.organisationFirst', { domain }));
      return done(withAccount(data, account, { displayName: name ?? account, password }));
    }
    case 'set-password': {
      const known = data.accounts[command.account];
      if (!known) return failed(unknownAccount(command.account));
      return done(withAccount(data, command.account, { ...known, password }));
    }
    case 'set-name': {
      const { account, name } = command;
      const known = data.accounts[account];
      if (!known) return failed(unknownAccount(account));
      const named = { ...known, displayName: name };
      return done({ ...data, accounts: { ...data.accounts, [account]: named } });
    }
    case 'remove-account': {
      const { [command.account]: removed, ...accounts } = data.accounts;
      return removed ? done({ ...data, accounts }) : failed(unknownAccount(command.account));
    }
    case 'set':
      return set(data, command);
  }
}

/** For people to read: who is there, and what is set; nothing about passwords. */
function describe({ organisations, accounts, meetings }: PoolData): string {
  const lines = Object.entries(organisations).flatMap(([domain, { displayName, policy }]) => [
    `${domain} (${isolate(displayName)}) ${JSON.stringify(policy)}`,
    ...Object.entries(accounts)
      .filter(([account]) => account.endsWith(`@${domain}`))
      .map(([account, person]) => `  ${account} (${isolate(person.displayName)})`),
  ]);
  return [...lines, `meetings.telemetry ${meetings.telemetry ? 'on' : 'off'}`].join('\n');
}

/**
 * Carries out a command that changes or shows `pool.json`.
 * @param input reads the password from the input, if the command asks for that.
 * @returns what to say.
 */
export async function administer(
  command: Administration,
  input: () => Promise<string>,
): Promise<Outcome<LocalizedText, LocalizedText>> {
  const path = join(command.data, POOL_FILE);
  const read = parsePoolFile(readOrMake(path, () => formatPoolFile(emptyPool)));
  if (!read.ok) return failed(unusable(path, read.problem));
  if (command.kind === 'show') return done(() => describe(read.value));
  const asks = command.kind === 'add-account' || command.kind === 'set-password';
  const password = asks ? (command.fromInput ? await input() : makePassword()) : '';
  if (asks && password === '') return failed((t) => t('poolCommand.noPassword'));
  const next = turn(read.value, command, password);
  if (!next.ok) return next;
  const text = formatPoolFile(next.value);
  const sound = parsePoolFile(text);
  if (!sound.ok) return failed((t) => t('poolCommand.notSettable', { problem: sound.problem(t) }));
  writeOwnerFile(path, text);
  return done((t) =>
    asks && !command.fromInput ? t('poolCommand.password', { password }) : t('poolCommand.done'),
  );
}
