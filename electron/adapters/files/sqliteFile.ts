import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ZodError } from 'zod';
import { isCorrupt, resultCodeOf, transaction } from '../../../contract/sqlite.ts';
import { asideName, SET_ASIDE } from './asideName.ts';
import { deleteAll } from './deleteAll.ts';
import { isNamed, isOdd } from './oddFile.ts';

/** SQLITE_ERROR: while a database is being opened, this means tables of another shape. */
const OTHER_SHAPE = 1;

class OtherShape extends Error {}

/**
 * Throws an error that {@link isUnreadable} recognizes if a folder, a pipe or the like has the name of the database,
 * or of a file beside it.
 */
function refuseOdd(file: string): void {
  for (const companion of companions)
    if (isOdd(file + companion)) throw new OtherShape(`${file}${companion} is not a file`);
}

/**
 * Makes sure that a database's file exists, for its owner alone, and opens one whose permissions were removed. SQLite
 * gives the files beside it the same permissions. Throws an error that {@link isUnreadable} recognizes if it is not a
 * file.
 */
export function prepareFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  refuseOdd(file);
  if (existsSync(file)) chmodSync(file, PRIVATE);
  closeSync(openSync(file, 'a', PRIVATE));
}

/** Whether the system or the disk refused, rather than that our code is wrong. */
export const isRefused = (error: unknown): error is Error =>
  error instanceof Error && ('errcode' in error || 'errno' in error);

/** Whether the file is not our database, or contains rows that we can't have written. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof ZodError || error instanceof OtherShape || isCorrupt(error);
}

const companions = ['', '-wal', '-shm', '-journal'];
const PRIVATE = 0o600;
const LARGEST_IDLE_WAL = 4 * 1024 * 1024;

/** A database with the statements that were prepared for it. */
export interface Open<Statements> {
  readonly database: DatabaseSync;
  readonly statements: Statements;
}

/** Opens a database for its owner alone, and makes sure that it can be read. Throws if it can't be. */
export function openDatabase<Statements>(
  file: string,
  schema: string,
  prepare: (database: DatabaseSync) => Statements,
): Open<Statements> {
  prepareFile(file);
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec('PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;');
    // The temporary files of a VACUUM or a sort never reach the disk.
    database.exec('PRAGMA temp_store = MEMORY;');
    database.exec(`PRAGMA journal_size_limit = ${LARGEST_IDLE_WAL};`);
    database.exec(schema);
    return { database, statements: prepare(database) };
  } catch (error) {
    database.close();
    throw resultCodeOf(error) === OTHER_SHAPE ? new OtherShape(String(error)) : error;
  }
}

/** Runs a step with a database's statements, whole or not at all. */
export const runWhole = <Statements, T>(
  { database, statements }: Open<Statements>,
  run: (statements: Statements) => T,
): T => transaction(database, () => run(statements));

/**
 * Renames an unreadable database, so that nothing of it is lost.
 * @returns its new name.
 */
export function setAside(file: string, now: number): string {
  const aside = asideName(file, now);
  for (const companion of companions)
    if (isNamed(file + companion)) renameSync(file + companion, aside + companion);
  return aside;
}

/** Deletes the database and every copy of it that was set aside; throws after deleting all that it can. */
export function deleteDatabase(file: string): void {
  deleteStartingWith(dirname(file), basename(file));
}

/** The names of all copies of the database that were set aside. */
export function namesSetAside(file: string): readonly string[] {
  return namesStartingWith(dirname(file), basename(file) + SET_ASIDE);
}

/**
 * Deletes set-aside copies of the database.
 * @param names those to delete.
 */
export function deleteSetAside(file: string, names = namesSetAside(file)): void {
  deleteAll(names.map((name) => join(dirname(file), name)));
}

function namesStartingWith(folder: string, start: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(start)) : [];
}

function deleteStartingWith(folder: string, start: string): void {
  deleteAll(namesStartingWith(folder, start).map((name) => join(folder, name)));
}
