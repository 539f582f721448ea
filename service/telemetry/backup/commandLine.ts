import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { readBackupCommand, type BackupCommand } from '../../shared/backup/backupOptions.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';

export type ServiceBackupCommand = BackupCommand & {
  /** The journal of what was erased since the back-up; null if there is none, which must be stated. */
  readonly erasures: string | null;
};

export const backupOptions = {
  erasures: { type: 'string' },
  'without-erasures': { type: 'boolean' },
} as const;

/** The names of these options, for the command line of the commands that take them. */
export const backupNames = ['erasures', 'without-erasures'] as const;

type Values = Readonly<Record<string, unknown>> & {
  readonly erasures?: string | undefined;
  readonly 'without-erasures'?: boolean | undefined;
};

/** Reads the commands about back-ups. @returns undefined if it is none of them. */
export function readServiceBackup(
  positionals: readonly string[],
  values: Values,
  data: string,
): Outcome<ServiceBackupCommand, LocalizedText> | undefined {
  const read = readBackupCommand(positionals, values, { data, others: backupNames });
  if (!read?.ok) return read;
  const { erasures, 'without-erasures': without = false } = values;
  if (read.value.what === 'restore' && (erasures === undefined) !== without)
    return failed((t) => t('serviceCommand.backup.needsErasures'));
  return done({ ...read.value, erasures: erasures ?? null });
}
