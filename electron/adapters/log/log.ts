import { createEmitter } from '../../../contract/emitter.ts';
import { closeSync, existsSync, openSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import electronLog from 'electron-log/node';
import type { TracingLevel } from '../../../contract/policy.ts';
import type { Log } from '../../core/ports/system.ts';
import { clearForFolder, isNamed, isOdd, moveAside } from '../files/oddFile.ts';

export interface LogFile extends Log {
  readonly setLevel: (level: TracingLevel) => void;
  /**
   * Deletes all lines so far, of older files too.
   * @returns the system's reason, if one of them stays.
   */
  readonly clear: () => string | undefined;
  /** Listens to each line that the level lets into the file. */
  readonly onLine: (listener: (line: string, severity: Severity) => void) => void;
}

type Severity = keyof Log;

const levels = { Off: false, Light: 'info', Full: 'debug' } as const;
const written: Readonly<Record<TracingLevel, readonly Severity[]>> = {
  Off: [],
  Light: ['info', 'warn'],
  Full: ['debug', 'info', 'warn'],
};
const LARGEST_FILE_BYTES = 1024 * 1024;
/** Besides the current one. */
const OLDER_FILES = 4;
const PRIVATE = 0o600;

/** The file of this age in rotations; 0 is the current one. */
function fileOf(file: string, age: number): string {
  const { dir, name, ext } = parse(file);
  return age === 0 ? file : join(dir, `${name}.${age}${ext}`);
}

/** Makes room for a new file: `candor.log` becomes `candor.1.log`, and so on; the oldest is deleted. */
function rotate(file: string): void {
  for (let age = OLDER_FILES; age > 0; age -= 1)
    try {
      renameSync(fileOf(file, age - 1), fileOf(file, age));
    } catch {
      // There are fewer files yet, or the disk refuses: then the file grows on, and rotation is tried again.
    }
}

/**
 * Empties the current file, and deletes the others.
 * @returns why one of them stays, if one does.
 */
function clear(file: string): string | undefined {
  const problems: string[] = [];
  for (let age = OLDER_FILES; age >= 0; age -= 1)
    try {
      if (age > 0) rmSync(fileOf(file, age), { force: true });
      else if (existsSync(file)) truncateSync(file);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  return problems[0];
}

/** Makes sure that the log can be written to; otherwise the first line would block on a pipe of its name. */
function prepare(file: string, told: Told): void {
  try {
    clearForFolder(dirname(file), Date.now(), told.onSetAside);
    if (isOdd(file)) told.onSetAside(moveAside(file, Date.now()));
    if (isNamed(file)) closeSync(openSync(file, 'a'));
  } catch (error) {
    told.onUnusable(file, String(error));
  }
}

interface Told {
  readonly onSetAside: (file: string) => void;
  readonly onUnusable: (file: string, problem: string) => void;
}

/** Candor's log, on this device; every line goes through the scrubber first. */
export function openLog(
  file: string,
  initial: TracingLevel,
  scrub: (text: string) => string,
  told: Told,
): LogFile {
  prepare(file, told);
  const logger = electronLog.create({ logId: 'candor' });
  const { transports } = logger;
  transports.console.level = false;
  transports.file.resolvePathFn = () => file;
  transports.file.maxSize = LARGEST_FILE_BYTES;
  transports.file.writeOptions = { flag: 'a', mode: PRIVATE, encoding: 'utf8' };
  transports.file.archiveLogFn = () => {
    rotate(file);
  };
  transports.file.format = '[{iso}] [{level}] {text}';
  const lines = createEmitter<[line: string, severity: Severity]>();
  let level = initial;

  const setLevel = (next: TracingLevel) => {
    level = next;
    transports.file.level = levels[next];
  };
  const write = (severity: Severity, text: string) => {
    const scrubbed = scrub(text);
    logger[severity](scrubbed);
    if (!written[level].includes(severity)) return;
    lines.emit(`[${severity}] ${scrubbed}`, severity);
  };

  setLevel(initial);
  return {
    debug: (text) => {
      write('debug', text);
    },
    info: (text) => {
      write('info', text);
    },
    warn: (text) => {
      write('warn', text);
    },
    setLevel,
    clear: () => {
      const problem = clear(file);
      // So that it recounts the file's size; if there is no file, this would create one.
      if (problem === undefined && existsSync(file)) transports.file.getFile().clear();
      return problem;
    },
    onLine: lines.listen,
  };
}
