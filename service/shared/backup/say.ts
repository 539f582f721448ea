import type { LocalizedText } from '../../../contract/text/terminal.ts';
import type { Outcome } from '../outcome.ts';
import type { Terminal } from '../terminal.ts';
import type { About } from './format.ts';
import { verify } from './makeBackup.ts';
import type { Reader } from './readBackup.ts';
import type { BackupSize } from './writeBackup.ts';

/** In MiB, at least one. */
const mib = (bytes: number): string => String(Math.ceil(Math.max(bytes, 1) / 1024 ** 2));

export function sayBackedUp(
  file: string,
  made: Outcome<BackupSize, LocalizedText>,
  { say, giveUp }: Terminal,
): void {
  if (!made.ok) {
    giveUp(made.problem);
    return;
  }
  const { files, bytes } = made.value;
  say((t) => t('serverCommand.backup.made', { file, files: String(files), mib: mib(bytes) }));
}

/** Verifies a back-up, and says what it is. */
export function sayVerified(
  { file }: { readonly file: string },
  reader: Reader,
  { say, giveUp }: Terminal,
): void {
  const found = verify(file, reader);
  if (!found.ok) {
    giveUp(found.problem);
    return;
  }
  const { about, files } = found.value;
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  const { madeAt, version } = about;
  const size = { files: String(files.length), mib: mib(bytes) };
  say((t) => t('serverCommand.backup.verified', { file, madeAt, version, ...size }));
}

/** @returns whether it was restored. */
export function sayRestored(
  data: string,
  restored: Outcome<{ readonly about: About }, LocalizedText>,
  { say, giveUp }: Terminal,
): boolean {
  if (!restored.ok) {
    giveUp(restored.problem);
    return false;
  }
  const { madeAt } = restored.value.about;
  say((t) => t('serverCommand.backup.restored', { path: data, madeAt }));
  return true;
}
