import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  type Stats,
} from 'node:fs';
import { passingErrors } from '../../../contract/passingErrors.ts';
import type { PolicyKey, PolicyReading, PolicyValues } from '../../../contract/policy.ts';
import { parsePolicyText } from '../../../contract/policyText.ts';
import type { PolicySource } from '../../core/consent/policyKeeper.ts';
import { createSettling } from '../../core/consent/settling.ts';
import { walkTrusted } from './trustedPath.ts';

/** Milliseconds. Polling sees every way a file can change, on every file system; events miss some. */
const POLL_INTERVAL_MS = 500;
const LARGEST_FILE_BYTES = 1024 * 1024;
/** How often to retry if the file is replaced between examining and opening it. */
const LOOKS = 3;
/** Windows has neither flag. */
const NOT_WAITING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;
const NOT_FOLLOWING = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;

type Checked =
  | { readonly text: string; readonly since: number }
  | { readonly problem: string; readonly since?: number };

export interface PolicyFile {
  readonly source: 'machine' | 'policy-file';
  readonly path: string;
  /** Whether a missing file means no policy, or an unreadable one. */
  readonly missing: 'absent' | 'unreadable';
  /** Whether only root may own and write the file and the folders above it. */
  readonly trusted: 'root' | 'anyone';
  readonly now: () => number;
  /** For how many milliseconds a text that can't be parsed may be one that is still being written. */
  readonly settlingMs: number;
}

/** Whether the name exists, even if it points to nothing. */
function isNamed(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Reads a file through one descriptor, so that what was checked is what is read, without blocking on a pipe. */
function readOpened(
  path: string,
  flags: number,
  isExpected: (stats: Stats) => boolean,
): Checked | undefined {
  const descriptor = openSync(path, constants.O_RDONLY | NOT_WAITING | flags);
  try {
    const stats = fstatSync(descriptor);
    if (!isExpected(stats)) return undefined;
    if (!stats.isFile()) return { problem: 'it is not a file' };
    if (stats.size > LARGEST_FILE_BYTES)
      return { problem: 'it is too large', since: stats.ctimeMs };
    return { text: readFileSync(descriptor, 'utf8'), since: stats.mtimeMs };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads exactly the file that the walk found, as its inode number shows. */
function readTrusted(path: string): Checked {
  for (let look = 0; look < LOOKS; look += 1) {
    const way = walkTrusted(path);
    if ('problem' in way) return way;
    const { dev, ino, uid, mode } = way.stats;
    const read = readOpened(
      way.file,
      NOT_FOLLOWING,
      (found) => found.dev === dev && found.ino === ino && found.uid === uid && found.mode === mode,
    );
    if (read) return read;
  }
  throw new Error('replaced again and again while it was being read');
}

/** A policy in a JSON file, such as `{"DisableAutomaticSendTracing": true}`. */
export function createPolicyFile(file: PolicyFile): PolicySource {
  const { source, path, missing, trusted, now } = file;
  const from = { source, location: path };
  const settling = createSettling(file.settlingMs, now);
  let failingSince: number | undefined;
  /** What it said when last read; undefined if it did not exist. */
  let known: PolicyValues | undefined;

  const unreadable = (problem: string, since?: number, key?: PolicyKey): PolicyReading => {
    failingSince ??= now();
    const instant = new Date(since ?? failingSince).toISOString();
    return { ...from, state: 'unreadable', problem, key, since: instant };
  };

  /**
   * Waits a moment if the text may be half written.
   * @param settled the result after that.
   */
  const unsettled = (problem: string, settled: () => PolicyReading): PolicyReading => {
    if (!settling.isUnsettled()) return settled();
    const since = new Date(settling.since()).toISOString();
    return { ...from, state: 'unsettled', problem, since, ...(known ? { values: known } : {}) };
  };

  const parse = (text: string, since: number): PolicyReading => {
    const parsed = parsePolicyText(text);
    if (!parsed.ok && parsed.isMalformed)
      return unsettled(parsed.problem, () => unreadable(parsed.problem, since));
    settling.settled();
    if (!parsed.ok) return unreadable(parsed.problem, since, parsed.key);
    failingSince = undefined;
    const { values, unknown } = parsed;
    known = values;
    return { ...from, state: 'read', values, unknown, since: new Date(since).toISOString() };
  };

  const goneFor = (): PolicyReading => {
    if (missing === 'unreadable' || isNamed(path)) return unreadable('it does not exist');
    failingSince = undefined;
    known = undefined;
    return { ...from, state: 'absent' };
  };

  const read = (): PolicyReading => {
    try {
      const checked =
        trusted === 'root' ? readTrusted(path) : (readOpened(path, 0, () => true) as Checked);
      if ('text' in checked) return parse(checked.text, checked.since);
      settling.settled();
      return unreadable(checked.problem, checked.since);
    } catch (error) {
      const [code, problem] = [codeOf(error), String(error)];
      if (code === 'ENOENT')
        // Some editors delete a file before they put the new one in its place.
        return known ? unsettled('it does not exist', goneFor) : goneFor();
      if (passingErrors.has(code)) return unsettled(problem, () => unreadable(problem));
      settling.settled();
      return unreadable(problem);
    }
  };

  return {
    read,
    watch(onChange) {
      const timer = setInterval(onChange, POLL_INTERVAL_MS).unref();
      return () => {
        clearInterval(timer);
      };
    },
  };
}
