import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import type { Outcome } from '../shared/outcome.ts';
import { readOwnVersion } from '../shared/ownVersion.ts';
import { openTerminal, runCommand, stopOnSignals } from '../shared/terminal.ts';
import { readPoolCommand } from './commandLine.ts';
import type { PoolCommand } from './poolCommand.ts';

/** The build's output for meetings in browsers. */
const webFolder = join(import.meta.dirname, '../../build/web');

const terminal = openTerminal((t) => t('poolCommand.name'));
const { say, log, giveUp } = terminal;

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

function tell(outcome: Outcome<LocalizedText, LocalizedText>): void {
  if (outcome.ok) say(outcome.value);
  else giveUp(outcome.problem);
}

async function run(command: PoolCommand): Promise<void> {
  if (command.kind === 'help') {
    say((t) => t('poolCommand.usage'));
    return;
  }
  if (command.kind === 'version') {
    const version = readOwnVersion();
    say((t) => `${t('poolCommand.name')} ${version}`);
    return;
  }
  // What follows is loaded on demand, so that each command answers without loading the others' libraries.
  if (command.kind === 'serve') {
    const { createPool } = await import('./pool.ts');
    const { data: dataFolder, telemetry: telemetryUrl, ...given } = command;
    const pool = await createPool({ ...given, dataFolder, telemetryUrl, webFolder, log });
    stopOnSignals(pool);
    say((t) => t('poolCommand.started', { url: pool.url }));
    if (!existsSync(webFolder)) log((t) => t('poolCommand.noBrowserMeetings'));
    return;
  }
  if (command.kind === 'check') {
    const { runCheck } = await import('./checkCommand.ts');
    await runCheck(command, terminal);
    return;
  }
  if (command.kind === 'backups') {
    const { runBackup } = await import('./backupCommand.ts');
    await runBackup(command, terminal);
    return;
  }
  if (command.kind === 'admin') {
    const { administerAdministrators } = await import('./admin/adminCommand.ts');
    mkdirSync(command.data, { recursive: true, mode: 0o700 });
    const ports = { now: Date.now, log };
    tell(administerAdministrators(command, ports));
    return;
  }
  const { administer } = await import('./accounts/administer.ts');
  mkdirSync(command.data, { recursive: true, mode: 0o700 });
  tell(await administer(command, firstLine, log));
}

const command = readPoolCommand(process.argv.slice(2));
if (command.ok) await runCommand(terminal, () => run(command.value));
else giveUp(command.problem, (t) => t('poolCommand.usage'));
