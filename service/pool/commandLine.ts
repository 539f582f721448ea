import type { parseArgs } from 'node:util';
import { isPolicyAddress } from '../../contract/policyAddress.ts';
import { parseSipAddress } from '../../contract/sipAddress.ts';
import type { en } from '../../contract/text/en.ts';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import { readBackupCommand } from '../shared/backup/backupOptions.ts';
import { limitNames, limitOptions, readLimits } from '../shared/limitOptions.ts';
import { listenNames, listenOptions, readListening } from '../shared/listening/listenOptions.ts';
import { done, failed, type Outcome } from '../shared/outcome.ts';
import { parseArguments } from '../shared/parseArguments.ts';
import { proxyNames, proxyOptions, readProxies } from '../shared/proxyOptions.ts';
import { adminOptions, readAdminCommand } from './admin/adminCommandLine.ts';
import type { PoolCommand } from './poolCommand.ts';

const options = {
  ...listenOptions,
  telemetry: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  ...limitOptions,
  ...proxyOptions,
  data: { type: 'string' },
  name: { type: 'string' },
  organisation: { type: 'string' },
  'password-from-input': { type: 'boolean' },
  'leave-out-bad': { type: 'boolean' },
  ...adminOptions,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** The options that each command accepts, besides `--data`. */
const allowed: Readonly<Record<string, readonly (keyof typeof options)[]>> = {
  serve: [...listenNames, 'telemetry', ...proxyNames, 'allow-origin', ...limitNames],
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

/** An origin as browsers write it: a scheme and a host, in lower case, and a port if it is not the scheme's default. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  return host !== '' && text === `${protocol}//${host}`;
}

function serve(values: Values, data: string): Outcome<PoolCommand, LocalizedText> {
  const { telemetry, 'allow-origin': allowedOrigins = [] } = values;
  const listening = readListening(values, 4790);
  if (!listening.ok) return listening;
  if (telemetry !== undefined && !isPolicyAddress(telemetry, ['https', 'http']))
    return failed((t) => t('poolCommand.badTelemetry', { url: telemetry }));
  const strange = allowedOrigins.find((origin) => !isOrigin(origin));
  if (strange !== undefined) return failed((t) => t('poolCommand.badOrigin', { origin: strange }));
  const proxies = readProxies(values);
  if (!proxies.ok) return proxies;
  const limits = readLimits(values);
  if (!limits.ok) return limits;
  const given = { trustedProxies: proxies.value, limits: limits.value, allowedOrigins };
  return done({ kind: 'serve', ...listening.value, data, telemetry, ...given });
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
      return serve(values, data);
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
  const data = values.data ?? 'data/pool';
  const ofBackup = readBackupCommand(positionals, values, { data, others: [] });
  if (ofBackup) return ofBackup;
  const [command = 'serve', ...given] = positionals;
  if (command === 'admin') return readAdminCommand(given, values, data);
  const problem = misfit(command, given, values);
  return problem === undefined ? build(command, given, values, data) : failed(problem);
}
