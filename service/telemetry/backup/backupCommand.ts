import { rmSync } from 'node:fs';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { gather } from '../../shared/backup/dataFiles.ts';
import { checkPlaces, verify, withCopies } from '../../shared/backup/makeBackup.ts';
import type { Reader } from '../../shared/backup/readBackup.ts';
import { restore } from '../../shared/backup/restore.ts';
import { sayBackedUp, sayRestored, sayVerified } from '../../shared/backup/say.ts';
import { writeBackup, type BackupSize } from '../../shared/backup/writeBackup.ts';
import { codeOf, done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { readOwnVersion } from '../../shared/ownVersion.ts';
import type { Terminal } from '../../shared/terminal.ts';
import type { ServiceBackupCommand } from './commandLine.ts';
import { holdFiles } from './holdFiles.ts';
import { readJournal, type ErasureEntry } from './journal.ts';
import { settle } from './settle.ts';

type Read<T> = Outcome<T, LocalizedText>;

/** The service's own databases, which nothing else can open while it runs. */
const ownDatabases = ['records.db', 'withdrawals.db'];

/** Erasures go first; if they keep interrupting, it gives up after this many attempts. */
const MOST_TRIES = 10;

/** @returns undefined if the files changed meanwhile and it must start over. */
async function attempt(
  { data, file }: ServiceBackupCommand,
  { reader, log }: { readonly reader: Reader; readonly log: Log },
): Promise<Read<BackupSize> | undefined> {
  const madeAt = new Date();
  const held = await holdFiles(data, log);
  if (!held.ok) return held;
  try {
    const made = await withCopies(file, async (copies) =>
      writeBackup(
        file,
        { ...reader, madeAt: madeAt.toISOString() },
        await gather(data, { copies, held: ownDatabases }),
      ),
    );
    if (!made.ok || (await held.value.isHeld())) return made;
    rmSync(file);
    return undefined;
  } finally {
    held.value.letGo();
  }
}

async function backUp(
  command: ServiceBackupCommand,
  ports: { readonly reader: Reader; readonly log: Log },
): Promise<Read<BackupSize>> {
  const { data, file } = command;
  const problem = checkPlaces(data, file);
  if (problem) return problem;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const made = await attempt(command, ports);
    if (!made) continue;
    const checked = made.ok ? verify(file, ports.reader) : made;
    return checked.ok ? made : checked;
  }
  return failed((t) => t('serviceCommand.backup.unrest'));
}

function readEntries(path: string, log: Log): Read<readonly ErasureEntry[]> {
  try {
    const { entries, unread } = readJournal(path);
    if (unread > 0 && entries.length === 0)
      return failed((t) => t('serviceCommand.backup.notJournal', { path }));
    if (unread > 0)
      log((t) => t('serviceCommand.backup.unreadLines', { path, lines: String(unread) }));
    return done(entries);
  } catch (error) {
    return failed((t) => t('serviceCommand.backup.noJournal', { path, why: codeOf(error) }));
  }
}

/** `candor-service backup`, `verify` and `restore`. */
export async function runBackup(command: ServiceBackupCommand, terminal: Terminal): Promise<void> {
  const { log, giveUp } = terminal;
  const reader: Reader = { of: 'service', version: readOwnVersion() };
  const { what, file, data, erasures } = command;
  if (what === 'verify') {
    sayVerified(command, reader, terminal);
    return;
  }
  if (what === 'backup') {
    sayBackedUp(file, await backUp(command, { reader, log }), terminal);
    return;
  }
  const entries = erasures === null ? done([]) : readEntries(erasures, log);
  if (!entries.ok) {
    giveUp(entries.problem);
    return;
  }
  const now = new Date();
  const restored = restore(command, {
    reader,
    log,
    settle: (folder) => done(settle(folder, { entries: entries.value, now, log })),
  });
  if (!sayRestored(data, restored, terminal)) return;
  const rows = String(restored.ok ? restored.value.settled : 0);
  terminal.say((t) => t('serviceCommand.backup.erasedAgain', { rows }));
  if (erasures === null) log((t) => t('serviceCommand.backup.withoutErasures'));
}
