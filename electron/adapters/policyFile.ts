import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import type { PolicyKey, PolicyReading } from '../../contract/policy.ts';
import { parsePolicyText } from '../../contract/policyText.ts';
import type { PolicySource } from '../core/policyKeeper.ts';

/** Milliseconds. Polling sees every way a file can change, on every file system; events miss some. */
const POLL = 500;
const LARGEST = 1024 * 1024;
const WRITABLE_BY_OTHERS = 0o022;
/** Windows has no such flag. */
const NOT_WAITING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

type Checked =
  | { readonly text: string; readonly since: number }
  | { readonly problem: string; readonly since?: number };

export interface PolicyFile {
  readonly source: 'machine' | 'policy-file';
  readonly path: string;
  /** Whether a missing file is simply no policy, or a policy that can't be read. */
  readonly missing: 'absent' | 'unreadable';
  /** Whether only root may own the file and write to it. */
  readonly trusted: 'root' | 'anyone';
  readonly now: () => number;
}

function ownershipProblem({ uid, mode }: Stats): string | undefined {
  if (uid !== 0) return 'it is not owned by root';
  if (mode & WRITABLE_BY_OTHERS) return 'others than root may write to it';
  return undefined;
}

/** Whoever may write to a folder may put another file in the place of root's. */
function folderProblem(path: string): string | undefined {
  const isOpen = [path, realpathSync(path)].some((file) => {
    const { uid, mode } = statSync(dirname(file));
    return uid !== 0 || (mode & WRITABLE_BY_OTHERS) !== 0;
  });
  return isOpen ? 'others than root may write to its folder' : undefined;
}

/** Whether the name is there, though what it points to may not be. */
function isNamed(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Reads a file through one descriptor, so that what was checked is what is read, and waits for no pipe. */
function readChecked(path: string, check: (stats: Stats) => string | undefined): Checked {
  const descriptor = openSync(path, constants.O_RDONLY | NOT_WAITING);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { problem: 'it is not a file' };
    const problem = stats.size > LARGEST ? 'it is too large' : check(stats);
    if (problem) return { problem, since: stats.ctimeMs };
    return { text: readFileSync(descriptor, 'utf8'), since: stats.mtimeMs };
  } finally {
    closeSync(descriptor);
  }
}

/** A policy in a JSON file, such as `{"DisableAutomaticSendTracing": true}`. */
export function createPolicyFile(file: PolicyFile): PolicySource {
  const { source, path, missing, trusted, now } = file;
  const from = { source, location: path };
  let failingSince: number | undefined;

  const unreadable = (problem: string, since?: number, key?: PolicyKey): PolicyReading => {
    failingSince ??= now();
    const instant = new Date(since ?? failingSince).toISOString();
    return { ...from, state: 'unreadable', problem, key, since: instant };
  };

  const parse = (text: string, since: number): PolicyReading => {
    const parsed = parsePolicyText(text);
    if (!parsed.ok) return unreadable(parsed.problem, since, parsed.key);
    failingSince = undefined;
    const { values, unknown } = parsed;
    return { ...from, state: 'read', values, unknown, since: new Date(since).toISOString() };
  };

  const read = (): PolicyReading => {
    try {
      const check = (stats: Stats) =>
        trusted === 'root' ? (ownershipProblem(stats) ?? folderProblem(path)) : undefined;
      const checked = readChecked(path, check);
      return 'text' in checked
        ? parse(checked.text, checked.since)
        : unreadable(checked.problem, checked.since);
    } catch (error) {
      if (!isMissing(error)) return unreadable(String(error));
      if (missing === 'unreadable' || isNamed(path)) return unreadable('it does not exist');
      failingSince = undefined;
      return { ...from, state: 'absent' };
    }
  };

  return {
    read,
    watch(onChange) {
      const timer = setInterval(onChange, POLL).unref();
      return () => {
        clearInterval(timer);
      };
    },
  };
}
