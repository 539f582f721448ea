import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { codeOf, done, failed, type Outcome } from '../outcome.ts';
import {
  APPLICATION_ID,
  backupSchema,
  digestOfList,
  FORMAT,
  SLICE_BYTES,
  type About,
  type KeptFile,
} from './format.ts';

/** A file to back up: where it is now, or its content. */
export interface FileToKeep {
  /** Relative to the data folder, with slashes. */
  readonly path: string;
  readonly from: string | Buffer;
}

/** How much a back-up holds. */
export interface BackupSize {
  readonly files: number;
  readonly bytes: number;
}

function* slicesOf(from: string | Buffer): Generator<Uint8Array> {
  if (typeof from !== 'string') {
    yield from;
    return;
  }
  const file = openSync(from, 'r');
  try {
    for (;;) {
      const slice = Buffer.alloc(SLICE_BYTES);
      const bytes = readSync(file, slice);
      if (bytes === 0) return;
      yield slice.subarray(0, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** @returns undefined if the file has gone meanwhile. */
function keep(db: DatabaseSync, { path, from }: FileToKeep): KeptFile | undefined {
  const insert = db.prepare('INSERT INTO slices (path, number, data) VALUES (?, ?, ?)');
  const sum = createHash('sha256');
  let [number, bytes] = [0, 0];
  try {
    for (const slice of slicesOf(from)) {
      sum.update(slice);
      insert.run(path, number, slice);
      number += 1;
      bytes += slice.length;
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const kept = { path, bytes, sha256: sum.digest('hex') };
  db.prepare('INSERT INTO files (path, bytes, sha256) VALUES (?, ?, ?)').run(
    path,
    bytes,
    kept.sha256,
  );
  return kept;
}

function fill(path: string, about: Omit<About, 'list'>, files: readonly FileToKeep[]): BackupSize {
  const db = new DatabaseSync(path);
  try {
    // A partial file is thrown away in any case, so no journal is needed.
    db.exec(`PRAGMA page_size = 65536; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT};`);
    db.exec(backupSchema);
    db.exec('BEGIN');
    const kept = files
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => keep(db, file))
      .filter((file) => file !== undefined);
    const whole: About = { ...about, list: digestOfList(kept) };
    db.prepare('INSERT INTO about (text) VALUES (?)').run(JSON.stringify(whole));
    db.exec('COMMIT');
    return { files: kept.length, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) };
  } finally {
    db.close();
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Writes a back-up that only its owner can read, whole or not at all; an existing file is not replaced. */
export function writeBackup(
  path: string,
  about: Omit<About, 'list'>,
  files: readonly FileToKeep[],
): Outcome<BackupSize, LocalizedText> {
  if (existsSync(path)) return failed((t) => t('serverCommand.backup.there', { path }));
  const draft = `${path}.part`;
  try {
    rmSync(draft, { force: true });
    closeSync(openSync(draft, 'wx', 0o600));
    const size = fill(draft, about, files);
    syncFile(draft);
    renameSync(draft, path);
    return done(size);
  } catch (error) {
    rmSync(draft, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    return failed((t) => t('serverCommand.backup.unwritten', { path, why }));
  }
}
