import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

type Told = (argv: string[], cwd: string, data: unknown) => void;
type Letter = { argv: string[]; cwd: string; data: unknown };

export type InstanceLock = {
  request: (folder: string, data: unknown) => boolean;
  has: () => boolean;
  release: () => void;
};

/**
 * One instance per user-data folder. Electron's call is synchronous and Node's sockets are not, so
 * a linked file is the lock and the second instance leaves a letter in a folder the first watches.
 */
export function createInstanceLock(told: Told): InstanceLock {
  let release: (() => void) | undefined;
  return {
    has: () => release !== undefined,
    release: () => {
      release?.();
      release = undefined;
    },
    request: (folder, data) => {
      if (release !== undefined) return true;
      const lock = join(folder, 'InstanceLock');
      const inbox = join(folder, 'InstanceLetters');
      mkdirSync(inbox, { recursive: true, mode: 0o700 });
      if (!take(lock)) {
        const draft = join(folder, `.${randomUUID()}`);
        writeFileSync(
          draft,
          JSON.stringify({ argv: process.argv, cwd: process.cwd(), data } satisfies Letter),
        );
        renameSync(draft, join(inbox, randomUUID()));
        return false;
      }
      const watcher = watch(inbox, () => {
        readLetters(inbox, told);
      });
      watcher.unref();
      release = () => {
        watcher.close();
        rmSync(lock, { force: true });
      };
      return true;
    },
  };
}

function readLetters(inbox: string, told: Told): void {
  for (const name of readdirSync(inbox)) {
    const file = join(inbox, name);
    const { argv, cwd, data } = JSON.parse(readFileSync(file, 'utf8')) as Letter;
    rmSync(file);
    told(argv, cwd, data);
  }
}

/** Takes the lock, also from an owner that died without giving it back. */
function take(lock: string): boolean {
  const mine = `${lock}.${randomUUID()}`;
  writeFileSync(mine, identity(process.pid) ?? '');
  try {
    if (link(mine, lock)) return true;
    const owner = readFileSync(lock, 'utf8');
    if (identity(Number(owner.split(' ')[0])) === owner) return false;
    renameSync(lock, `${mine}.stale`);
    rmSync(`${mine}.stale`, { force: true });
    return link(mine, lock);
  } finally {
    rmSync(mine, { force: true });
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A process by its number and the moment it started, since numbers come round again. */
function identity(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
    return `${pid} ${fields?.[19] ?? ''}`;
  } catch {
    return alive(pid) ? `${pid} ` : undefined; // No /proc: not Linux, or no such process.
  }
}

function alive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false; // No such process.
  }
}
