import type { parseArgs } from 'node:util';
import { parseSipAddress } from '../../contract/sipAddress.ts';
import type { en } from '../../contract/text/en.ts';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import { readBackupCommand } from '../shared/backup/backupOptions.ts';
import { checkNames, checkOptions } from '../shared/check/check.ts';
import { done, failed, type Outcome } from '../shared/outcome.ts';
import { parseArguments } from '../shared/parseArguments.ts';
import { usualFolder } from '../shared/usualFolder.ts';
import { adminOptions, readAdminCommand } from './admin/adminCommandLine.ts';
import type { PoolCommand } from './poolCommand.ts';
import { readServe, serveNames, serveOptions } from './serveOptions.ts';

const options = {
  ...serveOptions,
  data: { type: 'string' },
  name: { type: 'string' },
  organisation: { type: 'string' },
  'password-from-input': { type: 'boolean' },
  'leave-out-bad': { type: 'boolean' },
  ...adminOptions,
  ...checkOptions,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** The options that each command accepts, besides `--data`. */
const allowed: Readonly<Record<string, readonly (keyof typeof options)[]>> = {
  serve: serveNames,
  check: [...serveNames, ...checkNames],
  show: [],
  'add-organisation': ['name'],
  'add-account': ['name', 'password-from-input'],
  'set-password': ['password-from-input'],
  'set-name': [],
  'remove-account': [],
  set: ['organisation'],
  unset: ['organisation'],
  rename: [],
  'remove-organisation': [],
  import: ['leave-out-bad'],
};
const operands: Readonly<Record<string, readonly (keyof typeof en.poolCommand.operand)[]>> = {
  'add-organisation': ['DOMAIN'],
  'add-account': ['ADDRESS'],
  'set-password': ['ADDRESS'],
  'set-name': ['ADDRESS', 'NAME'],
  'remove-account': ['ADDRESS'],
  set: ['KEY', 'VALUE'],
  unset: ['KEY'],
  rename: ['DOMAIN', 'NAME'],
  'remove-organisation': ['DOMAIN'],
  import: ['FILE'],
};

function misfit(
  command: string,
  given: readonly string[],
  values: Values,
): LocalizedText | undefined {
  const names = allowed[command];
  if (!names) return (t) => t('serverCommand.noCommand', { command });
  const stranger = Object.keys(values).find(
    (name) => name !== 'data' && !names.some((one) => one === name),
  );
  if (stranger !== undefined)
    return (t) => t('serverCommand.notTaken', { command, option: stranger });
  const wanted = operands[command] ?? [];
  if (given.length < wanted.length)
    return (t) => {
      const names = wanted.slice(given.length).map((name) => t(`poolCommand.operand.${name}`));
      return t('poolCommand.needs', { command, operands: names.join(' ') });
    };
  const extra = given[wanted.length];
  return extra === undefined ? undefined : (t) => t('serverCommand.tooMany', { argument: extra });
}

function withAccount(
  kind: 'add-account' | 'set-password' | 'set-name' | 'remove-account',
  [text = '', name = '']: readonly string[],
  data: string,
  values: Values,
): Outcome<PoolCommand, LocalizedText> {
  const read = parseSipAddress(text);
  if (!read.ok) return failed((t) => t('poolCommand.notAddress', { text }));
  const account = read.value;
  if (kind === 'set-name') return done({ kind, data, account, name });
  const fromInput = values['password-from-input'] ?? false;
  return done({ kind, data, account, name: values.name, fromInput });
}

function build(
  command: string,
  given: readonly string[],
  values: Values,
  data: string,
): Outcome<PoolCommand, LocalizedText> {
  const [first = '', second = ''] = given;
  switch (command) {
    case 'serve':
      return readServe(values, data);
    case 'check': {
      const { json = false, host } = values;
      return done({ kind: command, json, host, options: readServe(values, data) });
    }
    case 'add-organisation':
      return done({ kind: command, data, domain: first.toLowerCase(), name: values.name });
    case 'add-account':
    case 'set-password':
    case 'set-name':
    case 'remove-account':
      return withAccount(command, given, data, values);
    case 'set':
      return done({
        kind: 'set',
        data,
        key: first,
        value: second,
        organisation: values.organisation,
      });
    case 'unset':
      return done({ kind: command, data, key: first, organisation: values.organisation });
    case 'rename':
      return done({ kind: command, data, domain: first.toLowerCase(), name: second });
    case 'remove-organisation':
      return done({ kind: command, data, domain: first.toLowerCase() });
    case 'import':
      return done({
        kind: command,
        data,
        file: first,
        leaveOut: values['leave-out-bad'] ?? false,
      });
    default:
      return done({ kind: 'show', data });
  }
}

/** Reads the command line; what it can't accept is a problem, in words. */
export function readPoolCommand(args: readonly string[]): Outcome<PoolCommand, LocalizedText> {
  const parsed = parseArguments(args, options);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help || positionals[0] === 'help') return done({ kind: 'help' });
  if (values.version) return done({ kind: 'version' });
  if (values.data !== undefined && values.data.trim() === '')
    return failed((t) => t('serverCommand.badData'));
  const data = values.data ?? usualFolder('pool');
  const ofBackup = readBackupCommand(positionals, values, { data, others: [] });
  if (ofBackup) return ofBackup;
  const [command = 'serve', ...given] = positionals;
  if (command === 'admin') return readAdminCommand(given, values, data);
  const problem = misfit(command, given, values);
  return problem === undefined ? build(command, given, values, data) : failed(problem);
}
