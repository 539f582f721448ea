import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { resultCodeOf } from '../../../contract/sqlite.ts';
import { compareVersions } from '../compareVersions.ts';
import { codeOf, done, failed, type Outcome } from '../outcome.ts';
import {
  aboutSchema,
  APPLICATION_ID,
  digestOfList,
  fileSchema,
  FORMAT,
  type About,
  type KeptFile,
  type ServerName,
} from './format.ts';

/** A back-up that this server can read; its contents are not verified yet. */
export interface Backup {
  readonly about: About;
  readonly files: readonly KeptFile[];
  /**
   * Reads all of it.
   * @returns a problem if it is not what was written.
   */
  readonly check: () => Outcome<undefined, LocalizedText>;
  /** Writes its files into a folder, each readable by its owner only. Throws if the disk refuses. */
  readonly extract: (folder: string) => void;
  readonly close: () => void;
}

/** The server that reads a back-up, and its version of Candor. */
export interface Reader {
  readonly of: ServerName;
  readonly version: string;
}

type Read<T> = Outcome<T, LocalizedText>;

const problem = (kind: 'damaged' | 'foreign' | 'newer', path: string) =>
  failed<LocalizedText>((t) => t(`serverCommand.backup.${kind}`, { path }));

function openIt(path: string): Read<DatabaseSync> {
  try {
    if (!statSync(path).isFile()) return problem('foreign', path);
    return done(new DatabaseSync(path, { readOnly: true }));
  } catch (error) {
    return failed((t) => t('serverCommand.backup.unreadable', { path, code: codeOf(error) }));
  }
}

const numberOf = (db: DatabaseSync, pragma: 'application_id' | 'user_version'): number =>
  Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);

const SQLITE_NOTADB = 26;
const isNoDatabase = (error: unknown): boolean => resultCodeOf(error) === SQLITE_NOTADB;

function identify(db: DatabaseSync, path: string): Read<undefined> {
  try {
    if (numberOf(db, 'application_id') !== APPLICATION_ID) return problem('foreign', path);
    return numberOf(db, 'user_version') > FORMAT ? problem('newer', path) : done(undefined);
  } catch (error) {
    return problem(isNoDatabase(error) ? 'foreign' : 'damaged', path);
  }
}

function readList(db: DatabaseSync, path: string): Read<Pick<Backup, 'about' | 'files'>> {
  try {
    db.exec('PRAGMA trusted_schema = OFF');
    const about = aboutSchema.parse(
      JSON.parse(String(db.prepare('SELECT text FROM about').get()?.['text'])),
    );
    const files = db
      .prepare('SELECT path, bytes, sha256 FROM files ORDER BY path')
      .all()
      .map((row) => fileSchema.parse({ ...row }));
    return digestOfList(files) === about.list ? done({ about, files }) : problem('damaged', path);
  } catch {
    return problem('damaged', path);
  }
}

function* slicesOf(db: DatabaseSync, path: string): Generator<Uint8Array> {
  const slices = db.prepare('SELECT data FROM slices WHERE path = ? ORDER BY number');
  for (const { data } of slices.iterate(path)) {
    if (!(data instanceof Uint8Array)) throw new TypeError('no bytes');
    yield data;
  }
}

function isWhole(db: DatabaseSync, { path, bytes, sha256 }: KeptFile): boolean {
  const sum = createHash('sha256');
  let read = 0;
  for (const slice of slicesOf(db, path)) {
    sum.update(slice);
    read += slice.length;
  }
  return read === bytes && sum.digest('hex') === sha256;
}

function extract(db: DatabaseSync, { path }: KeptFile, folder: string): void {
  const to = join(folder, path);
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const file = openSync(to, 'wx', 0o600);
  try {
    for (const slice of slicesOf(db, path))
      for (let written = 0; written < slice.length;) written += writeSync(file, slice, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function check(db: DatabaseSync, files: readonly KeptFile[], path: string): Read<undefined> {
  try {
    return files.every((file) => isWhole(db, file)) ? done(undefined) : problem('damaged', path);
  } catch (error) {
    if (resultCodeOf(error) === undefined && !(error instanceof TypeError)) throw error;
    return problem('damaged', path);
  }
}

/**
 * Opens a back-up of this server made by this version of Candor or an earlier one; any other is refused, with advice.
 */
export function openBackup(path: string, reader: Reader): Read<Backup> {
  const opened = openIt(path);
  if (!opened.ok) return opened;
  const db = opened.value;
  const refuse = (refused: Read<never>): Read<never> => {
    db.close();
    return refused;
  };
  const identified = identify(db, path);
  if (!identified.ok) return refuse(identified);
  const list = readList(db, path);
  if (!list.ok) return refuse(list);
  const { about, files } = list.value;
  if (about.of !== reader.of)
    return refuse(failed((t) => t(`serverCommand.backup.isOf.${about.of}`, { path })));
  const { version } = about;
  if (compareVersions(version, reader.version) > 0)
    return refuse(
      failed((t) => t('serverCommand.backup.newerCandor', { path, version, own: reader.version })),
    );
  return done({
    about,
    files,
    check: () => check(db, files, path),
    extract: (folder) => {
      for (const file of files) extract(db, file, folder);
    },
    close: () => {
      db.close();
    },
  });
}
