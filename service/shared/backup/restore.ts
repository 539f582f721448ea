import { readdirSync, rmSync } from 'node:fs';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { openDataFolder, RESTORING, unusableFolder, type DataFolder } from '../dataFolder.ts';
import { codeOf, done, failed, type Log, type Outcome } from '../outcome.ts';
import { writeOwnerFile } from '../ownerFile.ts';
import type { About } from './format.ts';
import { openBackup, type Backup, type Reader } from './readBackup.ts';

type Restored<T> = Outcome<{ readonly about: About; readonly settled: T }, LocalizedText>;

/** What has to be done with the files before a server may use them. */
type Settle<T> = (folder: DataFolder) => Outcome<T, LocalizedText>;

function isEmpty(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch (error) {
    // A folder that can't be read for any other reason counts as not empty.
    return codeOf(error) === 'ENOENT';
  }
}

function fill<T>(backup: Backup, folder: DataFolder, settle: Settle<T>): Restored<T> {
  const { about } = backup;
  try {
    // Until this file is gone, no server starts on a part of the data.
    writeOwnerFile(folder.file(RESTORING), `${JSON.stringify(about)}\n`);
    backup.extract(folder.path);
    const settled = settle(folder);
    if (!settled.ok) return settled;
    rmSync(folder.file(RESTORING));
    return done({ about, settled: settled.value });
  } catch (error) {
    return failed(unusableFolder(folder.path, error));
  }
}

/** Restores a data folder, either completely or so that no server uses it; only where there is nothing yet. */
export function restore<T>(
  { file, data }: { readonly file: string; readonly data: string },
  {
    reader,
    settle,
    log,
  }: { readonly reader: Reader; readonly settle: Settle<T>; readonly log: Log },
): Restored<T> {
  const opened = openBackup(file, reader);
  if (!opened.ok) return opened;
  const backup = opened.value;
  try {
    const checked = backup.check();
    if (!checked.ok) return checked;
    if (!isEmpty(data)) return failed((t) => t('serverCommand.backup.notEmpty', { path: data }));
    const folder = openDataFolder(data, log);
    if (!folder.ok) return folder;
    const restored = fill(backup, folder.value, settle);
    folder.value.release();
    return restored;
  } finally {
    backup.close();
  }
}
