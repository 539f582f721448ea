import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openTerminal, runCommand, stopOnSignals } from '../shared/terminal.ts';
import { administer } from './accounts/administer.ts';
import { readPoolCommand, type PoolCommand } from './commandLine.ts';

/** What the build makes of meetings for browsers. */
const webFolder = join(import.meta.dirname, '../../build/web');

const terminal = openTerminal((t) => t('poolCommand.name'));
const { say, log, giveUp } = terminal;

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

async function run(command: PoolCommand): Promise<void> {
  if (command.kind === 'help') {
    say((t) => t('poolCommand.usage'));
    return;
  }
  if (command.kind === 'serve') {
    // Loaded here alone, since the commands that change a file answer sooner without a server's libraries.
    const { createPool } = await import('./pool.ts');
    const { port, data: dataFolder, telemetry: telemetryUrl, ...given } = command;
    const { trustedProxies, limits, allowedOrigins } = given;
    const served = { port, dataFolder, telemetryUrl, webFolder, trustedProxies, limits };
    const pool = await createPool({ ...served, allowedOrigins, log });
    stopOnSignals(pool);
    say((t) => t('poolCommand.started', { url: pool.url }));
    if (!existsSync(webFolder)) log((t) => t('poolCommand.noBrowserMeetings'));
    return;
  }
  mkdirSync(command.data, { recursive: true, mode: 0o700 });
  const outcome = await administer(command, firstLine);
  if (outcome.ok) say(outcome.value);
  else giveUp(outcome.problem);
}

const command = readPoolCommand(process.argv.slice(2));
if (command.ok) await runCommand(terminal, () => run(command.value));
else giveUp(command.problem, (t) => t('poolCommand.usage'));
