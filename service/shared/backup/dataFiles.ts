import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { FileToKeep } from './writeBackup.ts';

/** What a server recreates, or only the running one uses. */
const notKept = new Set(['lock', 'reserve']);
/** Parts of databases, drafts, files still arriving, and those set aside as unreadable. */
const passing = ['-wal', '-shm', '-journal', '.new', '.arriving', '.part'];
const isPassing = (name: string): boolean =>
  passing.some((end) => name.endsWith(end)) || name.includes('.unreadable-');

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The files in a data folder that a back-up contains, as relative paths with slashes. */
function dataFilesIn(folder: string): readonly string[] {
  const walk = (under: string): string[] =>
    readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (notKept.has(path) || isPassing(entry.name)) return [];
      if (entry.isDirectory()) return walk(path);
      return isFile(join(folder, path)) ? [path] : [];
    });
  return existsSync(folder) ? walk('') : [];
}

/** Copies a database as of one moment, while others write to it. Rejects if either file can't be used. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const db = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    await backup(db, to);
  } finally {
    db.close();
  }
}

/**
 * Lists the files of a data folder, with its databases copied into a folder of their own.
 * @param held databases whose files don't change meanwhile.
 */
export async function gather(
  data: string,
  { copies, held = [] }: { readonly copies: string; readonly held?: readonly string[] },
): Promise<readonly FileToKeep[]> {
  const files: FileToKeep[] = [];
  for (const path of dataFilesIn(data)) {
    const isCopied = path.endsWith('.db') && !held.includes(path);
    const from = isCopied ? join(copies, `${files.length}.db`) : join(data, path);
    if (isCopied) await copyDatabase(join(data, path), from);
    files.push({ path, from });
  }
  return files;
}
