import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';

export interface VerifyAccessLog {
  readonly kind: 'verify-access-log';
  readonly data: string;
  /** The hash of an entry that the log must contain. */
  readonly noted: string | undefined;
}

export interface PersonCommand {
  readonly kind: 'person';
  readonly data: string;
  readonly account: string;
  readonly what: 'export' | 'erase';
}

export type AccessCommand = VerifyAccessLog | PersonCommand;

export const accessOptions = { head: { type: 'string' } } as const;

type Values = Readonly<Record<string, unknown>> & { readonly head?: string | undefined };
type Read = Outcome<AccessCommand, LocalizedText>;

const hash = /^[0-9a-f]{64}$/;

function readVerify([verb]: readonly string[], { head: noted }: Values, data: string): Read {
  if (verb !== 'verify') return failed((t) => t('serviceCommand.accessLog.needs'));
  if (noted !== undefined && !hash.test(noted))
    return failed((t) => t('serviceCommand.accessLog.badHead', { head: noted }));
  return done({ kind: 'verify-access-log', data, noted });
}

function readPerson([account = '', what]: readonly string[], _: Values, data: string): Read {
  if (account.trim() === '' || (what !== 'export' && what !== 'erase'))
    return failed((t) => t('serviceCommand.person.needs'));
  return done({ kind: 'person', data, account: account.trim(), what });
}

const commands = {
  'access-log': { read: readVerify, operands: 1, options: ['head'] },
  person: { read: readPerson, operands: 2, options: [] as string[] },
} as const;

const isCommand = (name: string): name is keyof typeof commands => Object.hasOwn(commands, name);

/**
 * Reads the commands about access and personal data.
 * @returns undefined if it is none of them.
 */
export function readAccessCommand(
  [name = '', ...operands]: readonly string[],
  values: Values,
  data: string,
): Read | undefined {
  if (!isCommand(name)) {
    return values.head === undefined
      ? undefined
      : failed((t) => t('serverCommand.notTaken', { command: name || 'serve', option: 'head' }));
  }
  const command = commands[name];
  const known = new Set<string>(['data', ...command.options]);
  const stranger = Object.keys(values).find((option) => !known.has(option));
  if (stranger !== undefined)
    return failed((t) => t('serverCommand.notTaken', { command: name, option: stranger }));
  const tooMany = operands[command.operands];
  if (tooMany !== undefined)
    return failed((t) => t('serverCommand.tooMany', { argument: tooMany }));
  return command.read(operands, values, data);
}
