import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parsePolicy } from '../../contract/policy.ts';
import { policyKeys } from '../../contract/policyCatalogue.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { readOrMake, writeOwnerFile } from '../ownerFile.ts';
import type { PoolCommand } from './commandLine.ts';
import { POOL_FILE } from './pool.ts';
import {
  emptyPool,
  formatPoolFile,
  parsePoolFile,
  withAccount,
  type PoolData,
} from './poolFile.ts';

type Administration = Exclude<PoolCommand, { readonly kind: 'help' | 'serve' }>;

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
): Outcome<PoolData> {
  if (key === 'meetings.telemetry') {
    const telemetry = valueOf(value);
    return typeof telemetry === 'boolean'
      ? done({ ...data, meetings: { ...data.meetings, telemetry } })
      : failed(`${key} must be on or off, and not "${value}"`);
  }
  const given = /^policy\.(.+)$/.exec(key)?.[1];
  if (given === undefined)
    return failed(`there is no setting "${key}": set meetings.telemetry, or policy.KEY`);
  const name = policyKeys.find((one) => one === given);
  if (name === undefined)
    return failed(`there is no policy "${given}": it can be ${policyKeys.join(', ')}`);
  const parsed = parsePolicy({ [name]: valueOf(value) });
  if (!parsed.ok) return failed(`${parsed.problem}, and not "${value}"`);
  const domain = organisation ?? Object.keys(data.organisations)[0] ?? '';
  const chosen = data.organisations[domain];
  if (organisation === undefined && Object.keys(data.organisations).length !== 1)
    return failed('there are several organisations: name one with --organisation');
  if (!chosen) return failed(`there is no organisation "${domain}"`);
  const policy = { ...chosen.policy, [name]: valueOf(value) };
  return done({
    ...data,
    organisations: { ...data.organisations, [domain]: { ...chosen, policy } },
  });
}

function turn(
  data: PoolData,
  command: Exclude<Administration, { kind: 'show' }>,
  password: string,
): Outcome<PoolData> {
  switch (command.kind) {
    case 'add-organisation': {
      const { domain, name } = command;
      if (data.organisations[domain]) return failed(`${domain} is there already`);
      const added = { displayName: name ?? domain, policy: {} };
      return done({ ...data, organisations: { ...data.organisations, [domain]: added } });
    }
    case 'add-account': {
      const { account, name } = command;
      if (data.accounts[account]) return failed(`${account} is there already`);
      const domain = account.split('@')[1] ?? '';
      if (!data.organisations[domain])
        return failed(`add the organisation first: candor-pool add-organisation ${domain}`);
      return done(withAccount(data, account, { displayName: name ?? account, password }));
    }
    case 'set-password': {
      const known = data.accounts[command.account];
      if (!known) return failed(`there is no account ${command.account}`);
      return done(withAccount(data, command.account, { ...known, password }));
    }
    case 'remove-account': {
      const { [command.account]: removed, ...accounts } = data.accounts;
      return removed
        ? done({ ...data, accounts })
        : failed(`there is no account ${command.account}`);
    }
    case 'set':
      return set(data, command);
  }
}

/** For people: who is there, and what is set; nothing of passwords. */
function describe({ organisations, accounts, meetings }: PoolData): string {
  const lines = Object.entries(organisations).flatMap(([domain, { displayName, policy }]) => [
    `${domain} (${displayName}) ${JSON.stringify(policy)}`,
    ...Object.entries(accounts)
      .filter(([account]) => account.endsWith(`@${domain}`))
      .map(([account, person]) => `  ${account} (${person.displayName})`),
  ]);
  return [...lines, `meetings.telemetry ${meetings.telemetry ? 'on' : 'off'}`].join('\n');
}

/**
 * Carries out what changes or shows `pool.json`.
 * @param input reads the password from the input, where the command asks for that.
 * @returns what to print.
 */
export async function administer(
  command: Administration,
  input: () => Promise<string>,
): Promise<Outcome<string>> {
  const path = join(command.data, POOL_FILE);
  const read = parsePoolFile(readOrMake(path, () => formatPoolFile(emptyPool)));
  if (!read.ok) return failed(`${path} can't be used: ${read.problem}`);
  if (command.kind === 'show') return done(describe(read.value));
  const asks = command.kind === 'add-account' || command.kind === 'set-password';
  const password = asks ? (command.fromInput ? await input() : makePassword()) : '';
  if (asks && password === '') return failed('the input holds no password');
  const next = turn(read.value, command, password);
  if (!next.ok) return next;
  const text = formatPoolFile(next.value);
  const sound = parsePoolFile(text);
  if (!sound.ok) return failed(`that can't be set: ${sound.problem}`);
  writeOwnerFile(path, text);
  return done(asks && !command.fromInput ? `Password: ${password}` : 'Done.');
}
