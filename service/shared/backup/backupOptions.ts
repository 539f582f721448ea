import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Outcome } from '../outcome.ts';

const commands = ['backup', 'verify', 'restore'] as const;

/** A command to make, verify or restore a back-up. */
export interface BackupCommand {
  readonly kind: 'backups';
  readonly what: (typeof commands)[number];
  readonly data: string;
  readonly file: string;
}

/**
 * Reads the back-up commands, which service and pool share.
 * @param values the options that were given.
 * @param others the options that go with `restore`, besides `--data`.
 * @returns undefined if it is none of these commands.
 */
export function readBackupCommand(
  [name, ...operands]: readonly string[],
  values: Readonly<Record<string, unknown>>,
  { data, others }: { readonly data: string; readonly others: readonly string[] },
): Outcome<BackupCommand, LocalizedText> | undefined {
  const what = commands.find((one) => one === name);
  if (what === undefined) return undefined;
  const known: readonly string[] = { backup: ['data'], verify: [], restore: ['data', ...others] }[
    what
  ];
  const stranger = Object.keys(values).find((option) => !known.includes(option));
  if (stranger !== undefined)
    return failed((t) => t('serverCommand.notTaken', { command: what, option: stranger }));
  const [file = '', extra] = operands;
  if (extra !== undefined) return failed((t) => t('serverCommand.tooMany', { argument: extra }));
  if (file.trim() === '')
    return failed((t) => t('serverCommand.backup.needsFile', { command: what }));
  return done({ kind: 'backups', what, data, file });
}
