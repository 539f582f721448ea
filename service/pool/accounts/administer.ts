import { join } from 'node:path';
import { isolate } from '../../../contract/text/isolate.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { readOrMake } from '../../shared/ownerFile.ts';
import { changeByCommand } from '../changes/changeByCommand.ts';
import { turns } from '../changes/turns.ts';
import type { PoolCommand } from '../poolCommand.ts';
import { POOL_FILE } from '../poolFile.ts';
import { makePassword } from './makePassword.ts';
import { ofOrganisation, set, unset } from './organisationCommands.ts';
import {
  emptyPool,
  formatPoolFile,
  parsePoolFile,
  unusable,
  withAccount,
  type PoolData,
} from './poolData.ts';

type Administration = Exclude<
  PoolCommand,
  { readonly kind: 'help' | 'version' | 'serve' | 'check' | 'backups' | 'admin' }
>;

const unknownAccount =
  (account: string): LocalizedText =>
  (t) =>
    t('poolCommand.noAccount', { account });

function turn(
  data: PoolData,
  command: Exclude<Administration, { kind: 'show' | 'import' }>,
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
    case 'rename':
      return ofOrganisation(
        data,
        command.domain,
        turns.renameOrganisation(command.domain, command.name),
      );
    case 'remove-organisation':
      return ofOrganisation(data, command.domain, turns.removeOrganisation(command.domain));
    case 'unset':
      return unset(data, command);
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

/** Whether the file could be read again with this in it; said in words where not. */
function checkSound(data: PoolData): Outcome<PoolData, LocalizedText> {
  const sound = parsePoolFile(formatPoolFile(data));
  return sound.ok
    ? sound
    : failed((t) => t('poolCommand.notSettable', { problem: sound.problem(t) }));
}

/**
 * Carries out a command that changes or shows `pool.json`.
 * @param input reads the password from the input, if the command asks for that.
 * @returns what to say.
 */
export async function administer(
  command: Administration,
  input: () => Promise<string>,
  log: Log,
): Promise<Outcome<LocalizedText, LocalizedText>> {
  const path = join(command.data, POOL_FILE);
  const read = parsePoolFile(readOrMake(path, () => formatPoolFile(emptyPool)));
  if (!read.ok) return failed(unusable(path, read.problem));
  if (command.kind === 'show') return done(() => describe(read.value));
  if (command.kind === 'import') {
    // On demand, since no other command needs a library for CSV.
    const { prepareImport } = await import('./importCommand.ts');
    const prepared = prepareImport(read.value, command);
    if (!prepared.ok) return prepared;
    const made = changeByCommand(command.data, prepared.value.turn, log);
    return made.ok ? done(() => prepared.value.csv) : made;
  }
  const asks = command.kind === 'add-account' || command.kind === 'set-password';
  const password = asks ? (command.fromInput ? await input() : makePassword()) : '';
  if (asks && password === '') return failed((t) => t('poolCommand.noPassword'));
  const made = changeByCommand(
    command.data,
    (data) => {
      const next = turn(data, command, password);
      return next.ok ? checkSound(next.value) : next;
    },
    log,
  );
  if (!made.ok) return made;
  return done((t) =>
    asks && !command.fromInput ? t('poolCommand.password', { password }) : t('poolCommand.done'),
  );
}
