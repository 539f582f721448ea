import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { failed, type Outcome } from '../outcome.ts';
import { openBackup, type Backup, type Reader } from './readBackup.ts';
import { writeBackup, type BackupSize, type FileToKeep } from './writeBackup.ts';

/** Whether a path is in a folder, or is the folder itself. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way.split(/[/\\]/)[0] !== '..' && !isAbsolute(way);
}

/** Why a back-up can't be begun, checked before anything is copied. */
export function checkPlaces(data: string, file: string): Outcome<never, LocalizedText> | undefined {
  if (!existsSync(data)) return failed((t) => t('serverCommand.backup.noData', { path: data }));
  if (isWithin(data, file)) return failed((t) => t('serverCommand.backup.inside', { path: data }));
  if (existsSync(file)) return failed((t) => t('serverCommand.backup.there', { path: file }));
  return undefined;
}

/** Writes a back-up and verifies it. */
export function writeAndCheck(
  file: string,
  { reader, madeAt }: { readonly reader: Reader; readonly madeAt: Date },
  files: readonly FileToKeep[],
): Outcome<BackupSize, LocalizedText> {
  const written = writeBackup(file, { ...reader, madeAt: madeAt.toISOString() }, files);
  if (!written.ok) return written;
  const checked = verify(file, reader);
  return checked.ok ? written : checked;
}

/**
 * Reads all of a back-up.
 * @returns what it is and contains.
 */
export function verify(
  file: string,
  reader: Reader,
): Outcome<Pick<Backup, 'about' | 'files'>, LocalizedText> {
  const opened = openBackup(file, reader);
  if (!opened.ok) return opened;
  const checked = opened.value.check();
  opened.value.close();
  return checked.ok ? opened : checked;
}

/**
 * Runs something with a folder for copies, which is deleted afterwards. It is beside the back-up, where there has to be
 * room anyway. What the disk refuses is a problem, in words.
 */
export async function withCopies<T>(
  file: string,
  use: (copies: string) => Promise<Outcome<T, LocalizedText>>,
): Promise<Outcome<T, LocalizedText>> {
  let copies: string | undefined;
  try {
    copies = mkdtempSync(join(dirname(resolve(file)), '.candor-copies-'));
    return await use(copies);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed((t) => t('serverCommand.backup.unwritten', { path: file, why }));
  } finally {
    if (copies !== undefined) rmSync(copies, { recursive: true, force: true });
  }
}
