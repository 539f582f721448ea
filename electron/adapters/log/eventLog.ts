import { execFile } from 'node:child_process';
import type { Log } from '../../core/ports/system.ts';

type Severity = keyof Log;

/**
 * Runs a tool without a shell.
 * @param done is told what went wrong, if anything did.
 */
export type RunTool = (
  file: string,
  args: readonly string[],
  done: (problem: string | undefined) => void,
) => void;

const TIME_LIMIT_MS = 10_000;
/** In characters; each tool's own limit is higher. */
const LONGEST = 900;
/** Each line starts a process, and a flood of lines must not become a flood of processes. */
const MOST_LINES = 20;
const PERIOD_MS = 10_000;

const priorities = { debug: 'user.debug', info: 'user.info', warn: 'user.warning' } as const;
const types = { debug: 'INFORMATION', info: 'INFORMATION', warn: 'WARNING' } as const;

/** Without the last argument, a system without a log would count as success. */
const linuxArgs = ['--tag', 'candor', '--socket-errors=on'];

type Command = (
  severity: Severity,
  line: string,
) => { readonly file: string; readonly args: readonly string[] };

/** Each system's own tool; the line is one argument, which none of them interprets as anything else. */
const commands: Readonly<Partial<Record<NodeJS.Platform, Command>>> = {
  linux: (severity, line) => ({
    file: 'logger',
    args: [...linuxArgs, '--priority', priorities[severity], '--', line],
  }),
  darwin: (severity, line) => ({
    file: '/usr/bin/logger',
    args: ['-t', 'candor', '-p', priorities[severity], '--', line],
  }),
  win32: (severity, line) => ({
    file: 'eventcreate.exe',
    args: ['/L', 'APPLICATION', '/SO', 'Candor', '/T', types[severity], '/ID', '1', '/D', line],
  }),
};

export const runTool: RunTool = (file, args, done) => {
  execFile(file, args, { timeout: TIME_LIMIT_MS, windowsHide: true }, (error) => {
    done(error?.message);
  });
};

/**
 * The system's event log, through the system's own tool.
 * @param ports.isOn whether the person currently wants lines there.
 * @param ports.onProblem is told of the first failure only.
 */
export function createEventLog(ports: {
  platform: NodeJS.Platform;
  run: RunTool;
  now: () => number;
  isOn: () => boolean;
  onProblem: (problem: string) => void;
}): (line: string, severity: Severity) => void {
  const command = commands[ports.platform];
  let [began, lines, leftOut, hasFailed] = [-Infinity, 0, 0, false];

  return (line, severity) => {
    if (!command || !ports.isOn()) return;
    const now = ports.now();
    if (now - began >= PERIOD_MS || now < began) [began, lines] = [now, 0];
    if (lines >= MOST_LINES) {
      leftOut += 1;
      return;
    }
    lines += 1;
    const note = leftOut > 0 ? ` (${leftOut} lines before this one were left out)` : '';
    leftOut = 0;
    const { file, args } = command(severity, line.replaceAll('\0', '').slice(0, LONGEST) + note);
    ports.run(file, args, (problem) => {
      if (problem === undefined || hasFailed) return;
      hasFailed = true;
      ports.onProblem(problem);
    });
  };
}
