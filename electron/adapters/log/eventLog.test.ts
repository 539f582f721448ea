import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createEventLog, runTool, type RunTool } from './eventLog.ts';

function eventLog(platform: NodeJS.Platform, problem?: string) {
  const ran: { file: string; args: readonly string[] }[] = [];
  const state = { on: true, now: 0 };
  const problems: string[] = [];
  const run: RunTool = (file, args, done) => {
    ran.push({ file, args });
    done(problem);
  };
  const write = createEventLog({
    platform,
    run,
    now: () => state.now,
    isOn: () => state.on,
    onProblem: (told) => void problems.push(told),
  });
  return { write, ran, state, problems };
}

describe('the system’s event log', () => {
  it.each([
    ['linux', ['--tag', 'candor', '--socket-errors=on', '--priority', 'user.warning', '--']],
    ['darwin', ['-t', 'candor', '-p', 'user.warning', '--']],
    ['win32', ['/L', 'APPLICATION', '/SO', 'Candor', '/T', 'WARNING', '/ID', '1', '/D']],
  ] as const)('gets a line on %s as one argument, whatever is in it', (platform, args) => {
    const { write, ran } = eventLog(platform);
    const line = '--help "; $(reboot) `x` %PATH% & /D';
    write(line, 'warn');
    expect(ran[0]?.args).toEqual([...args, line]);
  });

  it('gets nothing while the person does not want it, or where the system has none', () => {
    const { write, ran, state } = eventLog('linux');
    state.on = false;
    write('a line', 'info');
    const other = eventLog('freebsd');
    other.write('a line', 'info');
    expect([...ran, ...other.ran]).toEqual([]);
  });

  it('gets twenty lines in ten seconds, and then the number of those left out', () => {
    const { write, ran, state } = eventLog('linux');
    for (let line = 0; line < 100; line += 1) write(`line ${line}`, 'info');
    expect(ran).toHaveLength(20);
    state.now = 10_000;
    write('later', 'info');
    expect(ran.at(-1)?.args.at(-1)).toBe('later (80 lines before this one were left out)');
  });

  it('tells its first failure and no other', () => {
    const { write, problems } = eventLog('linux', 'spawn logger ENOENT');
    write('one', 'info');
    write('two', 'info');
    expect(problems).toEqual(['spawn logger ENOENT']);
  });

  it('says that a tool is missing', async () => {
    const problem = await new Promise((resolve) => {
      runTool('candor-has-no-such-tool', [], resolve);
    });
    expect(String(problem)).toContain('ENOENT');
  });

  const hasLogger = spawnSync('logger', ['--version']).status === 0;
  it.skipIf(!hasLogger)('gets the line through the real tool, with its severity', async () => {
    const socket = join(temporaryFolder(), 'log');
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((listening) => server.listen(socket, listening));
    const heard = new Promise<string>((resolve) => {
      server.once('connection', (connection) => void text(connection).then(resolve));
    });
    const problems: string[] = [];
    const write = createEventLog({
      platform: 'linux',
      run: (file, args, done) => {
        runTool(file, ['--socket', socket, ...args], done);
      },
      now: () => 0,
      isOn: () => true,
      onProblem: (problem) => void problems.push(problem),
    });
    write('--help; $(reboot)', 'warn');
    // Facility user (1), severity warning (4): RFC 3164.
    expect(await heard).toMatch(/^<12>.*candor: --help; \$\(reboot\)/);
    expect(problems).toEqual([]);
  });
});
