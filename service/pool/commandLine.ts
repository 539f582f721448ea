import { parseArgs } from 'node:util';
import { isPolicyAddress } from '../../contract/policyAddress.ts';
import { parseSipAddress } from '../../contract/sipAddress.ts';
import { done, failed, type Outcome } from '../outcome.ts';

export type PoolCommand =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'serve';
      readonly port: number;
      readonly data: string;
      /** The telemetry service's address. */
      readonly telemetry: string | undefined;
    }
  | { readonly kind: 'show'; readonly data: string }
  | {
      readonly kind: 'add-organisation';
      readonly data: string;
      readonly domain: string;
      readonly name: string | undefined;
    }
  | {
      readonly kind: 'add-account';
      readonly data: string;
      readonly account: string;
      readonly name: string | undefined;
      readonly fromInput: boolean;
    }
  | {
      readonly kind: 'set-password';
      readonly data: string;
      readonly account: string;
      readonly fromInput: boolean;
    }
  | { readonly kind: 'remove-account'; readonly data: string; readonly account: string }
  | {
      readonly kind: 'set';
      readonly data: string;
      readonly key: string;
      readonly value: string;
      readonly organisation: string | undefined;
    };

export const usage = `Usage:
  candor-pool [serve] [--port PORT] [--data DIR] [--telemetry URL]
      Starts the pool on 127.0.0.1. PORT 0 takes any free one (default 4790).
      DIR holds pool.json; it is made where there is none (default data/pool).
      URL is the telemetry service's: meetings in a browser report to it by way of the pool,
      while meetings.telemetry is on. It is https, or http on this device.
  candor-pool show
      Prints the organisations and accounts.
  candor-pool add-organisation DOMAIN [--name NAME]
  candor-pool add-account ADDRESS [--name NAME] [--password-from-input]
  candor-pool set-password ADDRESS [--password-from-input]
      The password is made and printed, or read from the input's first line.
  candor-pool remove-account ADDRESS
  candor-pool set policy.KEY VALUE --organisation DOMAIN
      Sets a policy for an organisation's people, such as policy.DisableAutomaticSendTracing true.
  candor-pool set meetings.telemetry on|off
      Sets MeetingUxEnableTelemetry for the meetings of this pool, from the next join on.
All but serve take --data DIR, and change a pool that runs at once.
`;

const options = {
  port: { type: 'string' },
  telemetry: { type: 'string' },
  data: { type: 'string' },
  name: { type: 'string' },
  organisation: { type: 'string' },
  'password-from-input': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** Which options go with which command, besides `--data`. */
const allowed: Readonly<Record<string, readonly (keyof typeof options)[]>> = {
  serve: ['port', 'telemetry'],
  show: [],
  'add-organisation': ['name'],
  'add-account': ['name', 'password-from-input'],
  'set-password': ['password-from-input'],
  'remove-account': [],
  set: ['organisation'],
};
const operands: Readonly<Record<string, readonly string[]>> = {
  'add-organisation': ['DOMAIN'],
  'add-account': ['ADDRESS'],
  'set-password': ['ADDRESS'],
  'remove-account': ['ADDRESS'],
  set: ['KEY', 'VALUE'],
};

function parse(args: readonly string[]) {
  try {
    return done(parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'the command line is not understood');
  }
}

function misfit(command: string, given: readonly string[], values: Values): string | undefined {
  const names = allowed[command];
  if (!names) return `there is no command "${command}"`;
  const stranger = Object.keys(values).find(
    (name) => name !== 'data' && !names.some((one) => one === name),
  );
  if (stranger !== undefined) return `${command} takes no --${stranger}`;
  const wanted = operands[command] ?? [];
  if (given.length < wanted.length)
    return `${command} needs ${wanted.slice(given.length).join(' and ')}`;
  const extra = given[wanted.length];
  return extra === undefined ? undefined : `there is one argument too many: "${extra}"`;
}

function withAccount(
  kind: 'add-account' | 'set-password' | 'remove-account',
  text: string,
  data: string,
  values: Values,
): Outcome<PoolCommand> {
  const account = parseSipAddress(text);
  if (!account.ok) return failed(`"${text}" is no address such as alice@contoso.com`);
  const fromInput = values['password-from-input'] ?? false;
  return done({ kind, data, account: account.value, name: values.name, fromInput });
}

function serve({ port = '4790', telemetry }: Values, data: string): Outcome<PoolCommand> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    return failed(`--port must be a whole number from 0 to 65535, and not "${port}"`);
  if (telemetry !== undefined && !isPolicyAddress(telemetry, ['https', 'http']))
    return failed(
      `--telemetry must be an https address, or http to this device only, without user name, password, query or fragment, and not "${telemetry}"`,
    );
  return done({ kind: 'serve', port: Number(port), data, telemetry });
}

function build(command: string, given: readonly string[], values: Values): Outcome<PoolCommand> {
  const data = values.data ?? 'data/pool';
  const [first = '', second = ''] = given;
  switch (command) {
    case 'serve':
      return serve(values, data);
    case 'add-organisation':
      return done({ kind: command, data, domain: first.toLowerCase(), name: values.name });
    case 'add-account':
    case 'set-password':
    case 'remove-account':
      return withAccount(command, first, data, values);
    case 'set':
      return done({
        kind: 'set',
        data,
        key: first,
        value: second,
        organisation: values.organisation,
      });
    default:
      return done({ kind: 'show', data });
  }
}

/** Reads the command line; what it can't take is a problem, told in words. */
export function readPoolCommand(args: readonly string[]): Outcome<PoolCommand> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return done({ kind: 'help' });
  if (values.data !== undefined && values.data.trim() === '')
    return failed('--data must name a folder');
  const [command = 'serve', ...given] = positionals;
  const problem = misfit(command, given, values);
  return problem === undefined ? build(command, given, values) : failed(problem);
}
