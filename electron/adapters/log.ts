import { readFileSync } from 'node:fs';
import electronLog from 'electron-log/node';
import type { TracingLevel } from '../../contract/policy.ts';
import type { Log } from '../core/ports.ts';

export interface LogFile extends Log {
  readonly setLevel: (level: TracingLevel) => void;
  /** The last lines, for an error report. */
  readonly excerpt: () => string;
}

const levels = { Off: false, Light: 'info', Full: 'debug' } as const;
const LARGEST_FILE = 1024 * 1024;
const EXCERPT_LINES = 30;

/** Candor's log, on this device only; every line goes through the scrubber first. */
export function openLog(
  file: string,
  level: TracingLevel,
  scrub: (text: string) => string,
): LogFile {
  const logger = electronLog.create({ logId: 'candor' });
  const { transports } = logger;
  transports.console.level = false;
  transports.file.resolvePathFn = () => file;
  transports.file.maxSize = LARGEST_FILE;
  transports.file.format = '[{iso}] [{level}] {text}';
  const setLevel = (next: TracingLevel) => {
    transports.file.level = levels[next];
  };
  setLevel(level);
  return {
    debug: (text) => {
      logger.debug(scrub(text));
    },
    info: (text) => {
      logger.info(scrub(text));
    },
    warn: (text) => {
      logger.warn(scrub(text));
    },
    setLevel,
    excerpt() {
      if (transports.file.level === false) return '';
      try {
        return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-EXCERPT_LINES).join('\n');
      } catch {
        // Nothing has been logged yet.
        return '';
      }
    },
  };
}
