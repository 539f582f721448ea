import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import { done, failed, type Log, type Outcome } from './outcome.ts';
import { makeEmptyFile } from './ownerFile.ts';

/** A data folder that only this process uses until it releases it. */
export interface DataFolder {
  readonly path: string;
  readonly file: (name: string) => string;
  readonly release: () => void;
}

const lockName = 'lock';
/** Exists while a back-up is being restored (`backup/restore.ts`). */
export const RESTORING = 'restoring';

/** Whether a file's mode lets anybody but its owner do something with it. */
export const isOpenToOthers = (mode: number): boolean =>
  process.platform !== 'win32' && (mode & 0o077) !== 0;

function tighten(path: string): Outcome<boolean, LocalizedText> {
  const { mode, uid } = statSync(path);
  if (process.getuid && uid !== process.getuid())
    return failed((t) => t('serverCommand.folder.notYours', { path }));
  if (!isOpenToOthers(mode)) return done(false);
  const names = readdirSync(path);
  // A folder with other things in it is not ours to close to the people who use them.
  if (names.length > 0 && !names.includes(lockName))
    return failed((t) => t('serverCommand.folder.open', { path }));
  chmodSync(path, 0o700);
  return done(true);
}

function tightenFiles(path: string): void {
  const entries = readdirSync(path, { withFileTypes: true });
  if (!entries.some(({ name }) => name === lockName)) return;
  for (const entry of entries) if (entry.isFile()) chmodSync(join(path, entry.name), 0o600);
}

function lock(folder: string): Outcome<() => void, LocalizedText> {
  const path = join(folder, lockName);
  makeEmptyFile(path);
  // SQLite's lock is the operating system's, so it ends with the process however that ends.
  const holder = new DatabaseSync(path, { timeout: 0 });
  try {
    holder.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch {
    holder.close();
    return failed((t) => t('serverCommand.folder.taken', { path: folder }));
  }
  return done(() => {
    holder.close();
  });
}

/** Whether a process uses a data folder now. */
export function isInUse(path: string): boolean {
  if (!existsSync(join(path, lockName))) return false;
  const locked = lock(path);
  if (locked.ok) locked.value();
  return !locked.ok;
}

/** The operating system's or SQLite's own message is kept as it is. */
export const unusableFolder =
  (path: string, error: unknown): LocalizedText =>
  (t) =>
    t('serverCommand.folder.unusable', {
      path,
      why: error instanceof Error ? error.message : String(error),
    });

function prepare(path: string): Outcome<boolean, LocalizedText> {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const tightened = tighten(path);
    if (tightened.ok) tightenFiles(path);
    return tightened;
  } catch (error) {
    return failed(unusableFolder(path, error));
  }
}

/** Makes the folder if there is none, closes it to everyone but its owner, and locks it for this process. */
export function openDataFolder(path: string, log: Log): Outcome<DataFolder, LocalizedText> {
  const folder = resolve(path);
  const prepared = prepare(folder);
  if (!prepared.ok) return prepared;
  if (existsSync(join(folder, RESTORING)))
    return failed((t) => t('serverCommand.folder.halfRestored', { path: folder }));
  if (prepared.value) log((t) => t('serverCommand.folder.tightened', { path: folder }));
  const locked = lock(folder);
  if (!locked.ok) return locked;
  return done({ path: folder, file: (name) => join(folder, name), release: locked.value });
}
