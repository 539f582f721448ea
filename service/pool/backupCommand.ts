import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import type { BackupCommand } from '../shared/backup/backupOptions.ts';
import { gather } from '../shared/backup/dataFiles.ts';
import { checkPlaces, withCopies, writeAndCheck } from '../shared/backup/makeBackup.ts';
import type { Reader } from '../shared/backup/readBackup.ts';
import { restore } from '../shared/backup/restore.ts';
import { sayBackedUp, sayRestored, sayVerified } from '../shared/backup/say.ts';
import type { BackupSize } from '../shared/backup/writeBackup.ts';
import type { DataFolder } from '../shared/dataFolder.ts';
import { done, failed, type Outcome } from '../shared/outcome.ts';
import { readOwnVersion } from '../shared/ownVersion.ts';
import type { Terminal } from '../shared/terminal.ts';
import { ADMINISTRATORS_FILE, openAdministrators } from './admin/administrators.ts';
import { parsePoolFile, unreadable, unusable } from './accounts/poolData.ts';
import { POOL_FILE } from './poolFile.ts';

/** The content of `pool.json`, which must be complete: an editor may be writing it. */
function readPoolFile(data: string): Outcome<Buffer, LocalizedText> {
  const path = join(data, POOL_FILE);
  try {
    const bytes = readFileSync(path);
    const parsed = parsePoolFile(bytes.toString());
    return parsed.ok ? done(bytes) : failed(unusable(path, parsed.problem));
  } catch (error) {
    return failed(unreadable(path, error));
  }
}

/** The pool always writes whole files, so it may run meanwhile. */
async function backUp(
  { data, file }: BackupCommand,
  reader: Reader,
): Promise<Outcome<BackupSize, LocalizedText>> {
  const problem = checkPlaces(data, file);
  if (problem) return problem;
  const madeAt = new Date();
  const poolFile = readPoolFile(data);
  if (!poolFile.ok) return poolFile;
  return withCopies(file, async (copies) => {
    const files = await gather(data, { copies });
    const read = { path: POOL_FILE, from: poolFile.value };
    const kept = files.map((one) => (one.path === POOL_FILE ? read : one));
    return writeAndCheck(file, { reader, madeAt }, kept);
  });
}

/** Links that were used since the back-up was made would be good once more. */
function settle(folder: DataFolder): Outcome<undefined, never> {
  const administrators = openAdministrators(folder.file(ADMINISTRATORS_FILE), Date.now);
  administrators.forgetLinks();
  administrators.close();
  return done(undefined);
}

/** `candor-pool backup`, `verify` and `restore`. */
export async function runBackup(command: BackupCommand, terminal: Terminal): Promise<void> {
  const reader: Reader = { of: 'pool', version: readOwnVersion() };
  const { what, file, data } = command;
  if (what === 'verify') sayVerified(command, reader, terminal);
  else if (what === 'backup') sayBackedUp(file, await backUp(command, reader), terminal);
  else {
    const restored = restore(command, {
      reader,
      log: terminal.log,
      settle,
    });
    if (sayRestored(data, restored, terminal))
      terminal.say((t) => t('poolCommand.accountsAreBack'));
  }
}
