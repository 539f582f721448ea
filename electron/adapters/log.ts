import electronLog from 'electron-log/node';
import type { TracingLevel } from '../../contract/policy.ts';
import type { Log } from '../core/ports.ts';

export interface LogFile extends Log {
  readonly setLevel: (level: TracingLevel) => void;
  /** Hands on each line that the level lets into the file. */
  readonly onLine: (listener: (line: string) => void) => void;
}

type Severity = keyof Log;

const levels = { Off: false, Light: 'info', Full: 'debug' } as const;
const written: Readonly<Record<TracingLevel, readonly Severity[]>> = {
  Off: [],
  Light: ['info', 'warn'],
  Full: ['debug', 'info', 'warn'],
};
const LARGEST_FILE = 1024 * 1024;

/** Candor's log, on this device; every line goes through the scrubber first. */
export function openLog(
  file: string,
  initial: TracingLevel,
  scrub: (text: string) => string,
): LogFile {
  const logger = electronLog.create({ logId: 'candor' });
  const { transports } = logger;
  transports.console.level = false;
  transports.file.resolvePathFn = () => file;
  transports.file.maxSize = LARGEST_FILE;
  transports.file.format = '[{iso}] [{level}] {text}';
  const listeners: ((line: string) => void)[] = [];
  let level = initial;

  const setLevel = (next: TracingLevel) => {
    level = next;
    transports.file.level = levels[next];
  };
  const write = (severity: Severity, text: string) => {
    const scrubbed = scrub(text);
    logger[severity](scrubbed);
    if (!written[level].includes(severity)) return;
    for (const listener of listeners) listener(`[${severity}] ${scrubbed}`);
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
    onLine: (listener) => void listeners.push(listener),
  };
}
