import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

type Told = (argv: string[], cwd: string, data: unknown) => void;
type Letter = { argv: string[]; cwd: string; data: unknown };
type Held = { release: () => void };

export type InstanceLock = {
  request: (folder: string, data: unknown) => boolean;
  has: () => boolean;
  release: () => void;
};

const openTimeoutMs = 10_000;

/**
 * One instance per user-data folder. Electron's call is synchronous and Node's sockets are not, so the first holds a
 * lock and watches a folder, in which the second leaves a letter. Each start passes a door first, one at a time, so a
 * letter is either written to a first instance that reads it, or not at all.
 */
export function createInstanceLock(told: Told): InstanceLock {
  let held: Held | undefined;
  return {
    has: () => held !== undefined,
    release: () => {
      held?.release();
      held = undefined;
    },
    request: (folder, data) => {
      held ??= holdOrTell(folder, data, told);
      return held !== undefined;
    },
  };
}

function holdOrTell(folder: string, data: unknown, told: Told): Held | undefined {
  const inbox = join(folder, 'InstanceLetters');
  let door: Held | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    door = take(join(folder, 'Instance.door'), openTimeoutMs);
    if (door === undefined) throw new Error(`Another start holds ${folder} and does not go on`);
    const lock = take(join(folder, 'Instance.lock'), 0);
    if (lock !== undefined) return openInbox(inbox, lock, told);
    post(inbox, { argv: process.argv, cwd: process.cwd(), data });
  } catch (error) {
    // Electron refuses a lock that it can't create like one that another holds (App::RequestSingleInstanceLock).
    console.error('The lock can’t be had:', String(error));
  } finally {
    door?.release();
  }
  return undefined;
}

/** Anything in the inbox was written to an instance that no longer exists. */
function openInbox(inbox: string, lock: Held, told: Told): Held {
  rmSync(inbox, { recursive: true, force: true });
  mkdirSync(inbox, { mode: 0o700 });
  const watcher = watch(inbox, () => {
    for (const { argv, cwd, data } of takeLetters(inbox)) told(argv, cwd, data);
  });
  watcher.unref();
  return {
    release: () => {
      watcher.close();
      lock.release();
    },
  };
}

function post(inbox: string, letter: Letter): void {
  mkdirSync(inbox, { recursive: true, mode: 0o700 });
  const name = randomUUID();
  const draft = join(inbox, `.${name}`);
  writeFileSync(draft, JSON.stringify(letter), { mode: 0o600 });
  renameSync(draft, join(inbox, name));
}

function takeLetters(inbox: string): Letter[] {
  return namesIn(inbox).flatMap((name) => {
    const file = join(inbox, name);
    const letter = parseLetter(readFileSync(file, 'utf8'));
    rmSync(file);
    if (letter === undefined) console.error('The stand-in threw away a malformed letter:', file);
    return letter ?? [];
  });
}

function namesIn(inbox: string): string[] {
  try {
    return readdirSync(inbox, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return []; // Somebody removed the folder, which also wakes the watcher.
  }
}

function parseLetter(text: string): Letter | undefined {
  try {
    const { argv, cwd, data } = (JSON.parse(text) ?? {}) as Partial<Record<string, unknown>>;
    const isLine = Array.isArray(argv) && argv.every((arg) => typeof arg === 'string');
    return isLine && typeof cwd === 'string' ? { argv, cwd, data } : undefined;
  } catch {
    return undefined; // Not JSON.
  }
}

/** A lock that the system releases when its holder ends, however that happens: SQLite's, on an empty file. */
function take(file: string, timeout: number): Held | undefined {
  const database = new DatabaseSync(file, { timeout });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return {
      release: () => {
        database.close();
      },
    };
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
